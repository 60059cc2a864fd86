import { chmod, cp, mkdir, mkdtemp, readdir, readFile, rename, rm, rmdir } from 'node:fs/promises'
import { basename, dirname, join, resolve } from 'node:path'
import { z } from 'zod'

const marker = z.object({ schema: z.int().positive(), claims: z.array(z.unknown()) })
const temporary = /^\..+\.(?:new|old)-(\d+)-/
const attempts = 20

const codeOf = (error: unknown) => (error instanceof Error && 'code' in error ? error.code : undefined)

async function holdsEvidence(folder: string): Promise<boolean> {
  const text = await readFile(join(folder, 'evidence.json'), 'utf8').catch(() => 'null')
  try {
    return marker.safeParse(JSON.parse(text)).success
  } catch {
    return false
  }
}

/** True if the folder holds evidence.json, or only folders with one (of engines) and the page that compares them. */
async function isOurs(folder: string): Promise<boolean> {
  if (await holdsEvidence(folder)) return true
  for (const entry of await readdir(folder)) {
    const known = entry === 'compare.html' || temporary.test(entry)
    if (!known && !(await holdsEvidence(join(folder, entry)))) return false
  }
  return true
}

/** @throws Error of one line if the folder holds anything but reports, or if its parent is not writable */
export async function assertReplaceable(folder: string): Promise<void> {
  const target = resolve(folder)
  await assertOurs(target)
  await mkdir(dirname(target), { recursive: true })
  await rmdir(await makeSibling(target, 'new'))
}

/** Makes a folder beside the target, so that it can be renamed to it. */
const makeSibling = (target: string, kind: 'new' | 'old') =>
  mkdtemp(join(dirname(target), `.${basename(target)}.${kind}-${process.pid}-`))

async function assertOurs(target: string): Promise<void> {
  const ours = await isOurs(target).catch((error: unknown) => {
    if (codeOf(error) === 'ENOENT') return true
    throw new Error(`${target} cannot be replaced by reports: ${String(error)}`, { cause: error })
  })
  if (!ours)
    throw new Error(`${target} holds files that are not reports of nsproof: name an empty folder, or move them away`)
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch (error) {
    return codeOf(error) === 'EPERM'
  }
}

/** Removes `.out.new-PID-…` and `.out.old-PID-…` of writers that were killed. */
async function removeLeftovers(target: string): Promise<void> {
  const prefix = `.${basename(target)}.`
  const names = (await readdir(dirname(target))).filter((name) => name.startsWith(prefix))
  const dead = names.filter((name) => {
    const pid = temporary.exec(name)?.[1]
    return pid !== undefined && !isAlive(Number(pid))
  })
  await Promise.all(dead.map((name) => rm(join(dirname(target), name), { recursive: true, force: true })))
}

/** Node has no renameat2(2) with RENAME_EXCHANGE, so for a moment between the two renames there is no folder. */
async function exchange(fresh: string, target: string, old: string): Promise<void> {
  for (let attempt = 0; attempt < attempts; attempt += 1) {
    try {
      await rename(target, join(old, String(attempt)))
    } catch (error) {
      if (codeOf(error) !== 'ENOENT') throw error
    }
    try {
      return await rename(fresh, target)
    } catch (error) {
      if (codeOf(error) !== 'ENOTEMPTY' && codeOf(error) !== 'EEXIST') throw error
    }
  }
  throw new Error(`${target} was replaced by another run ${attempts} times in a row: start one run at a time`)
}

/** Keeps the reports of other engines, a folder each. They are copied, so that a killed writer loses nothing. */
async function carryOver(target: string, fresh: string): Promise<void> {
  const made = await readdir(fresh)
  const entries = await readdir(target, { withFileTypes: true }).catch(() => [])
  for (const { name } of entries.filter((entry) => entry.isDirectory() && !made.includes(entry.name))) {
    if (await holdsEvidence(join(target, name)))
      await cp(join(target, name), join(fresh, name), { recursive: true, preserveTimestamps: true })
  }
}

/**
 * Fills a new folder and puts it in the target's place. A reader sees the old folder, none for a moment, or the new one.
 * A writer that throws or is killed leaves the old one. The reports of other engines in the folder are kept.
 * @throws Error if the target holds anything but reports
 */
export async function replaceFolder<T>(folder: string, fill: (folder: string) => Promise<T>): Promise<T> {
  const target = resolve(folder)
  await assertOurs(target)
  await mkdir(dirname(target), { recursive: true })
  await removeLeftovers(target)
  const fresh = await makeSibling(target, 'new')
  const old = await makeSibling(target, 'old')
  try {
    const filled = await fill(fresh)
    await carryOver(target, fresh)
    await chmod(fresh, 0o777 & ~process.umask())
    await exchange(fresh, target, old)
    return filled
  } finally {
    await Promise.all([fresh, old].map((one) => rm(one, { recursive: true, force: true })))
  }
}
