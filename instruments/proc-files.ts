import { spawnSync } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'

/** Names of hidepid's values in mountinfo (since Linux 5.8; before, numbers). */
const hidepidValues: Readonly<Record<string, Hidepid>> = { off: 0, noaccess: 1, invisible: 2, ptraceable: 4 }

/**
 * What the mounted /proc hides from ordinary users. 0: nothing. 1: the contents of /proc/PID of other users' processes
 * (EPERM). 2 and 4: these folders themselves (ENOENT).
 * @see https://man7.org/linux/man-pages/man5/proc.5.html
 */
export type Hidepid = 0 | 1 | 2 | 4

/**
 * Reads the hidepid option of /proc.
 * @param mountinfo lines of /proc/PID/mountinfo. If several file systems are mounted on /proc, the last one is visible.
 */
export function hidepidIn(mountinfo: string): Hidepid {
  const mounts = mountinfo.split('\n').filter((line) => /^\d+ \d+ \S+ \S+ \/proc .* - proc /.test(line))
  const [, value = '0'] = /[ ,]hidepid=([a-z0-9]+)/.exec(mounts.at(-1) ?? '') ?? []
  return hidepidValues[value] ?? ([1, 2, 4] as const).find((number) => String(number) === value) ?? 0
}

/** Whether /proc hides processes from this user; determined once. */
export function isHidden(): boolean {
  return (hidden ??= process.geteuid?.() !== 0 && hidepidIn(readFileSync('/proc/self/mountinfo', 'utf8')) !== 0)
}

let hidden: boolean | undefined

/**
 * Reads a file below /proc, with sudo if hidepid hides it from this user.
 * @returns the content, decoded as latin1; undefined if the file does not exist
 */
export function readProc(path: string): string | undefined {
  try {
    return readFileSync(path, 'latin1')
  } catch {
    if (!isHidden()) return undefined
    return together === undefined ? runAsRoot('cat', '--', path) : together.content(path)
  }
}

/** What root read for the function that `readTogether` runs. */
let together: HiddenFiles | undefined

/**
 * Runs a function that reads the files of many processes with `readProc` and `processFiles`. With hidepid one sudo reads
 * them all before it starts, because a sudo for each file takes 10 ms and more.
 * @param files names of the files that `read` reads; others do not exist for it
 */
export function readTogether<Result>(files: readonly string[], read: () => Result): Result {
  if (!isHidden() || together !== undefined) return read()
  together = readAsRoot(files)
  try {
    return read()
  } finally {
    together = undefined
  }
}

/** The processes of the mounted /proc, and a reader for the files in their folders. */
export interface ProcessFiles {
  readonly pids: readonly number[]
  /** Content of /proc/PID/FILE, without a final NUL. @throws Error if the process has ended */
  readonly read: (pid: number, file: string) => string
}

/**
 * Lists all processes.
 * @param files names of the files that will be read. With hidepid they are read as root, all at once.
 */
export function processFiles(files: readonly string[]): ProcessFiles {
  if (isHidden()) return together ?? readAsRoot(files)
  const pids = readdirSync('/proc').filter((name) => /^\d+$/.test(name))
  return { pids: pids.map(Number), read: readDirectly }
}

function readDirectly(pid: number, file: string): string {
  return readFileSync(`/proc/${pid}/${file}`, 'latin1').replace(/\0$/, '')
}

interface HiddenFiles extends ProcessFiles {
  /** Content of /proc/PID/FILE, without a final NUL; undefined if the process does not exist. */
  readonly content: (path: string) => string | undefined
}

function readAsRoot(files: readonly string[]): HiddenFiles {
  const script = `exec grep -aszHZ '' ${files.map((file) => `/proc/[0-9]*/${file}`).join(' ')}`
  const contents = contentsIn(runAsRoot('sh', '-c', script) ?? '')
  const pids = new Set([...contents.keys()].map(pidOf))
  const content = (path: string): string | undefined => contents.get(path) ?? (pids.has(pidOf(path)) ? '' : undefined)
  const read = (pid: number, file: string): string => {
    const found = content(`/proc/${pid}/${file}`)
    if (found === undefined) throw new Error(`there is no process ${pid}`)
    return found
  }
  return { pids: [...pids], read, content }
}

function pidOf(path: string): number {
  return Number(path.split('/')[2])
}

/**
 * Splits the output of `grep -aszHZ '' FILE…`: for each NUL-terminated part of a file, its name, NUL, the part, NUL.
 * Empty files print nothing.
 * @returns path to content, without a final NUL
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

function runAsRoot(...argv: readonly string[]): string | undefined {
  const { status, stdout } = spawnSync('sudo', ['-n', ...argv], {
    encoding: 'latin1',
    stdio: ['ignore', 'pipe', 'ignore'],
    maxBuffer: 64 * 1024 * 1024,
  })
  return status === 0 || stdout !== '' ? stdout : undefined
}
