import { closeLab, type LabOptions, type OpenLab, withLab, withTrio } from '../fixtures/run/open-lab.ts'
import { runVitest } from '../fixtures/run/vitest.ts'
import { passed, writeMoments } from './moments.ts'
import { assertWritable } from './writable.ts'

export interface Experiments extends LabOptions {
  readonly files: readonly string[]
  readonly keep: boolean
  readonly out: string
  readonly lang: 'en' | 'ja'
  readonly colour: boolean
}

/** Runs these experiments from an engine to the reports. @returns the exit code */
export async function runExperiments(wish: Experiments): Promise<number> {
  const startedAt = new Date()
  await assertWritable(wish.out)
  return withLab(wish, (lab) => experimentsIn(lab, wish, startedAt))
}

/** What is needed at the end alone is loaded then. */
async function experimentsIn(lab: OpenLab, wish: Experiments, startedAt: Date): Promise<number> {
  passed('lab opened')
  Object.assign(process.env, { NSPROOF_PROGRESS: '1', NSPROOF_LANG: wish.lang })
  const args = ['--project', 'experiments', ...wish.files]
  const { subjects } = await withTrio(lab, () => runVitest(args, lab.journalled))
  passed('tests ended')
  const { beginDrillDown, reportOn, tell } = await import('./reporting.ts')
  const drillDown = beginDrillDown(lab)
  const census = wish.keep ? await (await import('./keep.ts')).keepStanding(lab, subjects) : await closeLab(lab)
  passed('put back')
  const { out, engine } = wish
  const circumstances = { subjects, startedAt, out, drillDown, ...(engine && { engine }), ...(census && { census }) }
  const found = await reportOn(lab, circumstances)
  passed('reports written')
  writeMoments()
  if (!wish.keep) lab.journalled.end()
  return tell(found, wish)
}
