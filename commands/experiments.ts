import { closeLab, type LabOptions, type OpenLab, withLab, withTrio } from '../fixtures/run/experiment.ts'
import { runVitest } from '../fixtures/run/vitest.ts'
import { assertOutFolder } from './writable.ts'

export interface ExperimentOptions extends LabOptions {
  readonly files: readonly string[]
  readonly keep: boolean
  readonly out: string
  readonly lang: 'en' | 'ja'
  readonly colour: boolean
}

/** Runs these experiments from an engine to the reports. @returns the exit code */
export async function runExperiments(wish: ExperimentOptions): Promise<number> {
  const startedAt = new Date()
  await assertOutFolder(wish.out)
  return withLab(wish, (lab) => experimentsIn(lab, wish, startedAt))
}

/** What is needed at the end alone is loaded then. */
async function experimentsIn(lab: OpenLab, wish: ExperimentOptions, startedAt: Date): Promise<number> {
  Object.assign(process.env, { NSPROOF_PROGRESS: '1', NSPROOF_LANG: wish.lang })
  const args = ['--project', 'experiments', ...wish.files]
  const { subjects } = await withTrio(lab, () => runVitest(args, lab.journalled))
  const { startAllurePage, writeRunReports, printSummary } = await import('./reporting.ts')
  const drillDown = startAllurePage(lab)
  const census = wish.keep ? await (await import('./keep.ts')).keepContainers(lab, subjects) : await closeLab(lab)
  const { out, engine } = wish
  const circumstances = { subjects, startedAt, out, drillDown, ...(engine && { engine }), ...(census && { census }) }
  const found = await writeRunReports(lab, circumstances)
  if (!wish.keep) lab.journalled.end()
  return printSummary(found, wish)
}
