import { spawnSync } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'

/** The values of hidepid, by both of the spellings that mountinfo has had (names since Linux 5.8). */
const values: Readonly<Record<string, Hidepid>> = { off: 0, noaccess: 1, invisible: 2, ptraceable: 4 }

/**
 * What the mounted /proc keeps from ordinary users: nothing, what is in the folders of others' processes (EPERM), or those
 * folders altogether (ENOENT).
 * @see https://man7.org/linux/man-pages/man5/proc.5.html
 */
export type Hidepid = 0 | 1 | 2 | 4

/** @param mountinfo lines of /proc/PID/mountinfo; of several mounts on /proc the last is the one that is seen */
export function hidepidIn(mountinfo: string): Hidepid {
  const mounts = mountinfo.split('\n').filter((line) => /^\d+ \d+ \S+ \S+ \/proc .* - proc /.test(line))
  const [, value = '0'] = /[ ,]hidepid=([a-z0-9]+)/.exec(mounts.at(-1) ?? '') ?? []
  return values[value] ?? ([1, 2, 4] as const).find((number) => String(number) === value) ?? 0
}

/** Whether /proc hides processes from this user; found out once. */
export function isHidden(): boolean {
  return (hidden ??= process.geteuid?.() !== 0 && hidepidIn(readFileSync('/proc/self/mountinfo', 'utf8')) !== 0)
}

let hidden: boolean | undefined

/** @returns a file below /proc, read as root where hidepid keeps it from this user; undefined where it is not there */
export function readProc(path: string): string | undefined {
  try {
    return readFileSync(path, 'latin1')
  } catch {
    return isHidden() ? asRoot('cat', '--', path) : undefined
  }
}

/** Every process of the mounted /proc, and what is in its folder. */
export interface ProcessFiles {
  readonly pids: readonly number[]
  /** Without the NUL at its end, if there is one. @throws Error where the process has ended */
  readonly read: (pid: number, file: string) => string
}

/** @param files those that will be read: where hidepid hides them they are all read at once */
export function processFiles(files: readonly string[]): ProcessFiles {
  if (isHidden()) return readAsRoot(files)
  const pids = readdirSync('/proc').filter((name) => /^\d+$/.test(name))
  return { pids: pids.map(Number), read: readDirectly }
}

function readDirectly(pid: number, file: string): string {
  return readFileSync(`/proc/${pid}/${file}`, 'latin1').replace(/\0$/, '')
}

function readAsRoot(files: readonly string[]): ProcessFiles {
  const script = `exec grep -aszHZ '' ${files.map((file) => `/proc/[0-9]*/${file}`).join(' ')}`
  const contents = contentsIn(asRoot('sh', '-c', script) ?? '')
  const pids = new Set([...contents.keys()].map((path) => Number(path.split('/')[2])))
  const read = (pid: number, file: string): string => {
    if (!pids.has(pid)) throw new Error(`there was no process ${pid}`)
    return contents.get(`/proc/${pid}/${file}`) ?? ''
  }
  return { pids: [...pids], read }
}

/**
 * `grep -aszHZ '' FILE…`: file name, NUL, text up to the file's next NUL, NUL, again and again; nothing for an empty file.
 * @returns path to content, which lacks the NUL that it may end with
 */
export function contentsIn(output: string): Map<string, string> {
  const parts = output.split('\0')
  const contents = new Map<string, string>()
  for (let at = 0; at + 1 < parts.length; at += 2) {
    const [path = '', text = ''] = parts.slice(at, at + 2)
    const before = contents.get(path)
    contents.set(path, before === undefined ? text : `${before}\0${text}`)
  }
  return contents
}

function asRoot(...argv: readonly string[]): string | undefined {
  const { status, stdout } = spawnSync('sudo', ['-n', ...argv], {
    encoding: 'latin1',
    stdio: ['ignore', 'pipe', 'ignore'],
    maxBuffer: 64 * 1024 * 1024,
  })
  return status === 0 || stdout !== '' ? stdout : undefined
}
