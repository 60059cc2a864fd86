import type { Element } from 'hast'
import { h } from 'hastscript'
import { wordsBySteps } from '../../../instruments/evidence/steps.ts'
import { commandLine } from '../../../instruments/evidence/text-transcript.ts'
import type { Observation, SubjectRecord, VantageStep } from '../../../instruments/evidence/types.ts'
import { highlight } from '../page/highlight.ts'

const ids = /\b([0-9a-f]{12})[0-9a-f]{52}\b/g

/** Cuts container ids to twelve digits, which Docker accepts. evidence.json has them whole. */
export const shortenIds = (text: string): string => text.replace(ids, '$1')

/** Cuts long arguments, such as templates for docker inspect. evidence.json has them whole. */
const cutArgument = (text: string): string =>
  text.length > 150 && !text.includes(' ; ') ? `${text.slice(0, 60)}…` : text

/** A command line on the page. */
export const commandText = (argv: readonly string[]): string => shortenIds(commandLine(argv.map(cutArgument)))

/** What a reader types for a step: without the options that lead to the run's engine, and with a container's name. */
function typedWords(step: VantageStep, words: readonly string[]): readonly string[] {
  // A script of several lines only arranges the look.
  if (step.kind === 'host' || words.some((word) => word.includes('\n'))) return []
  if (step.kind === 'docker') return ['docker']
  return step.kind === 'exec' ? ['docker', 'exec', step.name] : words
}

/** The command that a reader would type for an observation. */
export function typedCommand({ argv, steps }: Pick<Observation, 'argv' | 'steps'>, subjects: readonly SubjectRecord[]) {
  const length = steps.reduce((sum, { words }) => sum + words, 0)
  const before = wordsBySteps(argv.slice(0, length), steps).flatMap(({ step, words }) => typedWords(step, words))
  const named = argv.slice(length).map((word) => subjects.find(({ id }) => id === word)?.name ?? word)
  return [...before, ...named]
}

/** The typed command with colours. If it was run with other words, these unfold below it. */
export function commandPrompt(observation: Observation, subjects: readonly SubjectRecord[]): Element {
  const typed = commandText(typedCommand(observation, subjects))
  const run = commandText(observation.argv)
  const shown = h('code', { className: ['cmd'] }, highlight(typed))
  if (typed === run) return h('div', { className: ['prompt'] }, shown)
  return h('details', { className: ['prompt'] }, h('summary', shown), h('p', { className: ['note'] }, h('code', run)))
}
