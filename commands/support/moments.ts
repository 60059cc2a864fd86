import { writeFileSync } from 'node:fs'
import { runVariable } from '../../instruments/run-environment.ts'

/** Where one phase of a run ends and the next begins, as far as the evidence does not tell. */
export type Moment = 'lab opened' | 'tests ended' | 'put back' | 'reports written'

export function passed(moment: Moment): void {
  performance.mark(moment)
}

/** Writes the moments that passed to the file that the benchmark names, if any: milliseconds since the epoch, by name. */
export function writeMoments(): void {
  const file = runVariable('moments')
  if (file === undefined) return
  const marks = performance.getEntriesByType('mark')
  const times = marks.map(({ name, startTime }) => [name, performance.timeOrigin + startTime])
  writeFileSync(file, JSON.stringify(Object.fromEntries(times)))
}
