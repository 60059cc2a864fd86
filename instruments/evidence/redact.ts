import { type PsRow, parsePsRow, psHeader } from '../parsers/ps-row.ts'
import { splitLines } from '../parsers/reading.ts'
import { readTogether } from '../proc-files.ts'
import { isOwnProcess, type OwnContainers, possibleOwnPids, readProcessFile } from './own-processes.ts'
import { maxOthers } from './shorten.ts'

interface Line {
  readonly text: string
  readonly pid: number
  readonly ppid: number
}

interface ProcessFacts {
  readonly pid: number
  readonly nspid: readonly number[]
  readonly uid: string
  readonly comm: string
  readonly args: string
}

/**
 * Redacts the output of `ps -ef` by an allow list. Processes of this run (in its containers' cgroups, or with its
 * mark) keep their full arguments. Their ancestors and some other processes keep pid, ppid, uid and comm. The
 * rest keep pid and ppid. Arguments are removed unless they are shown to belong to this run. Processes that cannot
 * belong to this run are not looked up in /proc, so that a row of a long list costs little.
 * @param ownCommand argv of the ps that printed the list
 * @returns a table of the same form; `(withheld: …)` if the text is not one
 */
export function redactPs(stdout: string, ownCommand: readonly string[], own: OwnContainers): string {
  const [header = '', ...rows] = splitLines(stdout)
  const lines = rows.map(lineOf)
  if (!psHeader.test(header) || lines.length === 0 || !lines.every((line) => line !== undefined))
    return stdout === '' ? '' : '(withheld: a process list that is not one of `ps -ef`)\n'
  const redacted = readTogether(['stat', 'status', 'cmdline', 'cgroup', 'environ'], () =>
    redactRows(lines, ownRows(lines, ownCommand, own)),
  )
  return `${[header, ...redacted].join('\n')}\n`
}

function redactRows(lines: readonly Line[], own: ReadonlySet<Line>): readonly string[] {
  const identified = identifiedRows(lines, own)
  return lines.map((line) => {
    if (own.has(line)) return line.text
    return identified.has(line) ? withoutArguments(line) : onlyPids(line)
  })
}

/** Most rows of a long list: only the PID and the parent's PID. */
const onlyPids = ({ pid, ppid }: Line): string => `? ${pid} ${ppid} - - - - -`

function lineOf(text: string): Line | undefined {
  const [, pid, ppid] = /^ *\S+ +(\d+) +(\d+) /.exec(text) ?? []
  return pid === undefined ? undefined : { text, pid: Number(pid), ppid: Number(ppid) }
}

function ownRows(lines: readonly Line[], ownCommand: readonly string[], own: OwnContainers): Set<Line> {
  const family = new Map<number, ProcessFacts[]>()
  for (const process of [...possibleOwnPids(own)].flatMap(readProcess))
    for (const number of process.nspid) family.set(number, [...(family.get(number) ?? []), process])
  const command = ownCommand.join(' ')
  return new Set(lines.filter((line) => line.text.endsWith(command) || family.has(line.pid)).filter(isOwn))

  function isOwn({ text, pid }: Line): boolean {
    const args = printable(parseRow(text)?.args ?? '')
    if (args === '') return false
    if (args === printable(command)) return true
    return (family.get(pid) ?? []).some((process) => process.args === args && isOwnProcess(process.pid, own))
  }
}

/** Rows of other processes that are shown by comm: the ancestors of our own (shim, engine), and some others. */
function identifiedRows(lines: readonly Line[], own: ReadonlySet<Line>): Set<Line> {
  const byPid = new Map(lines.map((line) => [line.pid, line]))
  const above = new Set<Line>()
  for (const line of own)
    for (let up = byPid.get(line.ppid); up && !above.has(up); up = byPid.get(up.ppid)) above.add(up)
  const others = lines.filter((line) => !own.has(line) && !above.has(line)).slice(0, maxOthers)
  return new Set([...above, ...others])
}

function withoutArguments(line: Line): string {
  const args = printable(parseRow(line.text)?.args ?? '')
  const process = readProcess(line.pid).find((found) => found.args === args)
  return `${process?.uid ?? '?'} ${line.pid} ${line.ppid} - - - - [${process?.comm ?? '?'}]`
}

function parseRow(text: string): PsRow | undefined {
  try {
    return parsePsRow(text)
  } catch {
    return undefined
  }
}

/** One entry, or none if the process has ended. @see https://man7.org/linux/man-pages/man5/proc_pid_status.5.html */
function readProcess(pid: number): ProcessFacts[] {
  try {
    const status = readProcessFile(pid, 'status')
    const field = (name: string): string[] =>
      new RegExp(`^${name}:(.*)$`, 'm').exec(status)?.[1]?.trim().split(/\s+/) ?? []
    const comm = printable(field('Name').join(' '))
    const cmdline = printable(readProcessFile(pid, 'cmdline').replaceAll('\0', ' '))
    const zombie = field('State')[0] === 'Z' ? ' <defunct>' : ''
    const args = cmdline || printable(`[${comm}]${zombie}`)
    return [{ pid, nspid: field('NSpid').map(Number), uid: field('Uid')[1] ?? '?', comm, args }]
  } catch {
    return []
  }
}

/**
 * ps prints unprintable bytes as `?`; procfs escapes or keeps them. Only the characters that both leave unchanged are
 * compared.
 */
function printable(text: string): string {
  return text.replaceAll(/[^\x21-\x7e]|\?/g, '')
}
