import { type PsRow, parsePsRow, psHeader } from '../parsers/ps-row.ts'
import { linesOf } from '../parsers/reading.ts'
import { mostOthers } from './keep.ts'
import { ownFamily, ownsProcess, readProc } from './own.ts'

interface Line {
  readonly text: string
  readonly pid: number
  readonly ppid: number
}

interface Known {
  readonly pid: number
  readonly nspid: readonly number[]
  readonly uid: string
  readonly comm: string
  readonly args: string
}

/**
 * Cleans the output of `ps -ef`. It is a list of what is allowed: the full argv of this run's own processes (those in its
 * containers' cgroups, and its children, which carry NSPROOF_RUN); pid, ppid, uid and comm of those above them and of some others;
 * pid and ppid of the rest. An argv that cannot be shown to be ours stays out. Whoever cannot be ours is not looked up in /proc:
 * the work grows with the rows of the list, not with what a row costs to look up.
 */
export function publishPs(stdout: string, ownCommand: readonly string[]): string {
  const [header = '', ...rows] = linesOf(stdout)
  const lines = rows.map(lineOf)
  if (!psHeader.test(header) || lines.length === 0 || !lines.every((line) => line !== undefined))
    return stdout === '' ? '' : '(withheld: a process list that is not one of `ps -ef`)\n'
  const own = ownRows(lines, ownCommand)
  const told = toldRows(lines, own)
  const published = lines.map((line) => {
    if (own.has(line)) return line.text
    return told.has(line) ? reduced(line) : bare(line)
  })
  return `${[header, ...published].join('\n')}\n`
}

/** What becomes of most rows of a long list: the process is there, and whose child it is. */
const bare = ({ pid, ppid }: Line): string => `? ${pid} ${ppid} - - - - -`

function lineOf(text: string): Line | undefined {
  const [, pid, ppid] = /^ *\S+ +(\d+) +(\d+) /.exec(text) ?? []
  return pid === undefined ? undefined : { text, pid: Number(pid), ppid: Number(ppid) }
}

function ownRows(lines: readonly Line[], ownCommand: readonly string[]): Set<Line> {
  const family = new Map<number, Known[]>()
  for (const process of [...ownFamily()].flatMap(known))
    for (const number of process.nspid) family.set(number, [...(family.get(number) ?? []), process])
  const command = ownCommand.join(' ')
  return new Set(lines.filter((line) => line.text.endsWith(command) || family.has(line.pid)).filter(isOwn))

  function isOwn({ text, pid }: Line): boolean {
    const args = printable(parsed(text)?.args ?? '')
    if (args === '') return false
    if (args === printable(command)) return true
    return (family.get(pid) ?? []).some((process) => process.args === args && ownsProcess(process.pid))
  }
}

/** Of the rows that are not ours: those above one that is (the shim, the engine), and as many others as the evidence keeps. */
function toldRows(lines: readonly Line[], own: ReadonlySet<Line>): Set<Line> {
  const byPid = new Map(lines.map((line) => [line.pid, line]))
  const above = new Set<Line>()
  for (const line of own)
    for (let up = byPid.get(line.ppid); up && !above.has(up); up = byPid.get(up.ppid)) above.add(up)
  const others = lines.filter((line) => !own.has(line) && !above.has(line)).slice(0, mostOthers)
  return new Set([...above, ...others])
}

function reduced(line: Line): string {
  const args = printable(parsed(line.text)?.args ?? '')
  const process = known(line.pid).find((found) => found.args === args)
  return `${process?.uid ?? '?'} ${line.pid} ${line.ppid} - - - - [${process?.comm ?? '?'}]`
}

function parsed(text: string): PsRow | undefined {
  try {
    return parsePsRow(text)
  } catch {
    return undefined
  }
}

/** @returns nothing where it ended while we looked */
function known(pid: number): Known[] {
  try {
    const status = readProc(pid, 'status')
    const field = (name: string): string[] =>
      new RegExp(`^${name}:(.*)$`, 'm').exec(status)?.[1]?.trim().split(/\s+/) ?? []
    const comm = printable(field('Name').join(' '))
    const cmdline = printable(readProc(pid, 'cmdline').replaceAll('\0', ' '))
    const zombie = field('State')[0] === 'Z' ? ' <defunct>' : ''
    const args = cmdline || printable(`[${comm}]${zombie}`)
    return [{ pid, nspid: field('NSpid').map(Number), uid: field('Uid')[1] ?? '?', comm, args }]
  } catch {
    return []
  }
}

/** ps writes unprintable bytes as `?` and procfs escapes or keeps them, so only what both leave alone is compared. */
function printable(text: string): string {
  return text.replaceAll(/[^\x21-\x7e]|\?/g, '')
}
