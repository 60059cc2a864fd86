import { commandLine } from '../../instruments/evidence/text-transcript.ts'
import type { Observation, Text } from '../../instruments/evidence/types.ts'
import { visible, visibleLine } from '../../instruments/evidence/visible.ts'
import type { Evidence, TestEvidence } from '../evidence/schema.ts'
import { formKeyOf } from './run-summary.ts'

/** What one run saw of a claim: the commands of its controls and findings, with the beginning of what they printed. */
export interface ClaimTranscript {
  readonly digest: string
  readonly tests: readonly TestTranscript[]
}

export interface TestTranscript {
  readonly role: 'control' | 'finding'
  readonly title: Text
  readonly passed: boolean
  /** Commands and output, escaped. */
  readonly text: string
  /** Number of commands that are not shown. */
  readonly leftOut: number
}

const maxCommands = 6
const maxLines = 12
const maxWidth = 160

/** @returns the transcripts of these forms, by the form's key */
export function transcriptsOf(
  { claims }: Pick<Evidence, 'claims'>,
  wanted: readonly string[],
  digest: string,
): Map<string, ClaimTranscript> {
  const keys = new Set(wanted)
  const shown = claims.filter(({ status }) => status !== 'broken' && status !== 'not-applicable')
  return new Map(
    shown.flatMap((claim) => {
      const key = formKeyOf(claim)
      return keys.has(key) ? [[key, { digest, tests: claim.tests.map(testTranscript) }] as const] : []
    }),
  )
}

function testTranscript({ role, title, titleJa, status, observations }: TestEvidence): TestTranscript {
  const shown = observations.slice(0, maxCommands)
  return {
    role,
    title: { en: title, ja: titleJa ?? title },
    passed: status === 'passed',
    text: shown.map(observationText).join('\n'),
    leftOut: observations.length - shown.length,
  }
}

function observationText({ argv, stdout, stderr, exitCode, vantage }: Observation): string {
  const lines = visible(`${stdout}${stderr}`).replace(/\n$/, '').split('\n')
  const shown = lines.slice(0, maxLines).map(cut)
  const more = lines.length > maxLines ? [`… ${lines.length - maxLines} more lines`] : []
  const exit = exitCode === 0 ? [] : [`(exit code ${exitCode})`]
  return [`# ${visibleLine(vantage)}`, cut(`$ ${commandLine(argv)}`), ...shown, ...more, ...exit, ''].join('\n')
}

const cut = (line: string): string => (line.length > maxWidth ? `${line.slice(0, maxWidth)}…` : line)
