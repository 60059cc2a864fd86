import { chmod, cp, mkdir, mkdtemp, readdir, readFile, rename, rm, rmdir } from 'node:fs/promises'
import { basename, dirname, join, resolve } from 'node:path'
import { z } from 'zod'

const marker = z.object({ schema: z.literal(1), claims: z.array(z.unknown()) })
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

/** Ours holds evidence.json, or nothing but folders that do (one an engine) and the page that compares them. */
async function isOurs(folder: string): Promise<boolean> {
  if (await holdsEvidence(folder)) return true
  for (const entry of await readdir(folder)) {
    const known = entry === 'compare.html' || temporary.test(entry)
    if (!known && !(await holdsEvidence(join(folder, entry)))) return false
  }
  return true
}

/** @throws Error of one line where the folder holds anything else than reports, or where nothing may be written beside it */
export async function assertReplaceable(folder: string): Promise<void> {
  const target = resolve(folder)
  await refuseForeign(target)
  await mkdir(dirname(target), { recursive: true })
  await rmdir(await beside(target, 'new'))
}

const beside = (target: string, kind: 'new' | 'old') =>
  mkdtemp(join(dirname(target), `.${basename(target)}.${kind}-${process.pid}-`))

async function refuseForeign(target: string): Promise<void> {
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

/** `.out.new-1234-…` and `.out.old-1234-…` are beside the target; a killed writer leaves them, the next one removes them. */
async function sweep(target: string): Promise<void> {
  const prefix = `.${basename(target)}.`
  const names = (await readdir(dirname(target))).filter((name) => name.startsWith(prefix))
  const dead = names.filter((name) => {
    const pid = temporary.exec(name)?.[1]
    return pid !== undefined && !isAlive(Number(pid))
  })
  await Promise.all(dead.map((name) => rm(join(dirname(target), name), { recursive: true, force: true })))
}

/** Directories cannot be exchanged in one step from Node: between two renames there is no folder, but never a half one. */
async function swap(fresh: string, target: string, old: string): Promise<void> {
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
  throw new Error(`${target} was replaced by somebody else ${attempts} times in a row; run one at a time`)
}

/** The reports of further engines, a folder each, stay when those around them are replaced; a copy, so that nothing is lost midway. */
async function carryOver(target: string, fresh: string): Promise<void> {
  const made = await readdir(fresh)
  const entries = await readdir(target, { withFileTypes: true }).catch(() => [])
  for (const { name } of entries.filter((entry) => entry.isDirectory() && !made.includes(entry.name))) {
    if (await holdsEvidence(join(target, name)))
      await cp(join(target, name), join(fresh, name), { recursive: true, preserveTimestamps: true })
  }
}

/**
 * Fills a folder beside the target and puts it in the target's place. A reader sees the old folder, none for a moment,
 * or the new one; a writer that throws or is killed leaves the old one. Folders of
 * further engines in it are kept.
 * @throws Error when the target holds anything else than reports.
 */
export async function replaceFolder<T>(folder: string, fill: (folder: string) => Promise<T>): Promise<T> {
  const target = resolve(folder)
  await refuseForeign(target)
  await mkdir(dirname(target), { recursive: true })
  await sweep(target)
  const fresh = await beside(target, 'new')
  const old = await beside(target, 'old')
  try {
    const filled = await fill(fresh)
    await carryOver(target, fresh)
    await chmod(fresh, 0o777 & ~process.umask())
    await swap(fresh, target, old)
    return filled
  } finally {
    await Promise.all([fresh, old].map((one) => rm(one, { recursive: true, force: true })))
  }
}
