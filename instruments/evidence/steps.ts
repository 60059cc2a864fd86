import type { Observation, VantageStep } from './types.ts'

/** Whether a vantage is the host itself. */
export const isHost = (steps: readonly VantageStep[]): boolean => steps.every(({ kind }) => kind === 'host')

/** The command without the vantage's words. */
export function commandOf({ argv, steps }: Pick<Observation, 'argv' | 'steps'>): readonly string[] {
  return argv.slice(steps.reduce((sum, { words }) => sum + words, 0))
}

/** The words of a prefix, step by step. */
export function wordsBySteps(
  prefix: readonly string[],
  steps: readonly VantageStep[],
): { readonly step: VantageStep; readonly words: readonly string[] }[] {
  let end = 0
  return steps.map((step) => ({ step, words: prefix.slice(end, (end += step.words)) }))
}
