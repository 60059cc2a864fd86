import type { Observation } from './types.ts'
import { visible, visibleLine } from './visible.ts'

const bare = /^[\w@%+=:,./-]+$/

/** An argv, quoted for a POSIX shell. For display only. */
export function commandLine(argv: readonly string[]): string {
  return visibleLine(argv.map((word) => (bare.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`)).join(' '))
}

/** One observation as text: vantage, command, exit code, time, both streams. */
export function transcript(observation: Observation): string {
  const { probe, vantage, argv, exitCode, durationMs, startedAt, stdout, stderr, leftOut } = observation
  const more =
    leftOut === undefined ? '' : `… and ${leftOut.toLocaleString('en')} more processes of this host, not kept`
  const streams = [stdout, more, stderr === '' ? '' : `--- stderr ---\n${stderr}`]
  return [
    visibleLine(`# ${probe}, from ${vantage}, at ${startedAt}`),
    `$ ${commandLine(argv)}`,
    ...streams.filter((stream) => stream !== '').map((stream) => visible(stream).replace(/\n$/, '')),
    `--- exit code ${exitCode}, ${durationMs.toFixed(1)} ms ---`,
    '',
  ].join('\n')
}
