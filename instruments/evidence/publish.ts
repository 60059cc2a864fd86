import { readFileSync } from 'node:fs'
import { type PsRow, parsePs } from '../parsers/ps.ts'
import { processFiles, readProc } from '../proc-files.ts'

/**
 * What of a host's process list may be told: the full argv of this run's own processes (those in its containers' cgroups, and
 * its children, which carry NSPROOF_RUN), and pid, ppid, uid and comm of everybody else's. It is a list of what is allowed:
 * an argv that cannot be shown to be ours stays out.
 * @see https://man7.org/linux/man-pages/man5/proc_pid_cgroup.5.html
 */
const ownContainers = new Set<string>()

/** @param id the full id of a container that this run made */
export function publishContainer(id: string): void {
  ownContainers.add(id)
}

interface Known {
  readonly pid: number
  readonly nspid: readonly number[]
  readonly uid: string
  readonly comm: string
  readonly args: string
  readonly ours: boolean
}

/** Cleans the output of `ps -ef`: rows of other people's processes keep pid, ppid, uid and comm. */
export function publishPs(stdout: string, ownCommand: readonly string[]): string {
  let rows: PsRow[]
  try {
    rows = parsePs(stdout)
  } catch {
    return stdout === '' ? '' : '(withheld: a process list that is not one of `ps -ef`)\n'
  }
  const found = processes(new Set(rows.map(({ pid }) => pid)))
  const lines = stdout.split('\n')
  return [
    lines[0],
    ...rows.map((row, index) => (isOurs(row, found, ownCommand) ? lines[index + 1] : reduced(row, found))),
  ]
    .join('\n')
    .concat('\n')
}

function isOurs(row: PsRow, found: readonly Known[], ownCommand: readonly string[]): boolean {
  const args = printable(row.args)
  if (args === '') return false
  if (args === printable(ownCommand.join(' '))) return true
  return found.some((process) => process.ours && process.nspid.includes(row.pid) && process.args === args)
}

function reduced(row: PsRow, found: readonly Known[]): string {
  const process = found.find(({ pid, args }) => pid === row.pid && args === printable(row.args))
  return `${process?.uid ?? '?'} ${row.pid} ${row.ppid} - - - - [${process?.comm ?? '?'}]`
}

/** @param listed the PIDs of a list, of whatever pid namespace: who has none of them in any is in no row */
function processes(listed: ReadonlySet<number>): Known[] {
  const { pids, read } = processFiles(['status', 'cmdline', 'cgroup'])
  return pids.flatMap((pid) => {
    try {
      return known(pid, listed, (file) => read(pid, file))
    } catch {
      return [] // it ended while we looked
    }
  })
}

function known(pid: number, listed: ReadonlySet<number>, read: (file: string) => string): Known[] {
  const status = read('status')
  const field = (name: string): string[] =>
    new RegExp(`^${name}:(.*)$`, 'm').exec(status)?.[1]?.trim().split(/\s+/) ?? []
  const nspid = field('NSpid').map(Number)
  if (!nspid.some((number) => listed.has(number))) return []
  const comm = printable(field('Name').join(' '))
  const cmdline = printable(read('cmdline').replaceAll('\0', ' '))
  const state = field('State')[0]
  return [
    {
      pid,
      nspid,
      uid: field('Uid')[1] ?? '?',
      comm,
      args: cmdline || printable(`[${comm}]${state === 'Z' ? ' <defunct>' : ''}`),
      ours: ownedByCgroup(read('cgroup')) || ownedByMark(pid),
    },
  ]
}

/** Whether a process of the host is of this run: in one of its containers, or started by it. */
export function ownsProcess(pid: number): boolean {
  const cgroup = readProc(`/proc/${pid}/cgroup`)
  return cgroup !== undefined && (ownedByCgroup(cgroup) || ownedByMark(pid))
}

function ownedByCgroup(cgroup: string): boolean {
  return (cgroup.match(/[0-9a-f]{64}/g) ?? []).some((id) => ownContainers.has(id))
}

function ownedByMark(pid: number): boolean {
  const run = process.env['NSPROOF_RUN']
  if (run === undefined) return false
  try {
    return readFileSync(`/proc/${pid}/environ`, 'latin1').split('\0').includes(`NSPROOF_RUN=${run}`)
  } catch {
    return false // another user's: not shown to be ours
  }
}

/** ps writes unprintable bytes as `?` and procfs escapes or keeps them, so only what both leave alone is compared. */
function printable(text: string): string {
  return text.replaceAll(/[^\x21-\x7e]|\?/g, '')
}
