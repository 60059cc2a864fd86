import { closeLab, type LabOptions, type OpenLab, withLab, withTrio } from '../../fixtures/run/open-lab.ts'
import { claimIdOf } from '../../fixtures/run/select.ts'
import { runVitest } from '../../fixtures/run/vitest.ts'
import { setRunVariables } from '../../instruments/run-environment.ts'
import { assertOutFolder } from './assert-out-folder.ts'
import { passed, writeMoments } from './moments.ts'

export interface ExperimentOptions extends LabOptions {
  readonly files: readonly string[]
  readonly keep: boolean
  readonly out: string
  readonly lang: 'en' | 'ja'
  readonly colour: boolean
}

/** Opens a lab, runs these experiments in it, and writes the reports. @returns the exit code */
export async function runExperiments(options: ExperimentOptions): Promise<number> {
  const startedAt = new Date()
  await assertOutFolder(options.out)
  return withLab(options, (lab) => runInLab(lab, options, startedAt))
}

async function runInLab(lab: OpenLab, options: ExperimentOptions, startedAt: Date): Promise<number> {
  passed('lab opened')
  setRunVariables({ progress: '1', lang: options.lang })
  const args = ['--project', 'experiments', ...options.files]
  const { subjects } = await withTrio(lab, () => runVitest(args, lab.journalled))
  passed('tests ended')
  const { startAllurePage, writeRunReports, printSummary } = await import('./run-reports.ts')
  const drillDown = startAllurePage(lab)
  const census = options.keep
    ? await (await import('./keep-containers.ts')).keepContainers(lab, subjects)
    : await closeLab(lab)
  passed('put back')
  const { out, engine, files } = options
  const input = {
    subjects,
    startedAt,
    asked: files.map(claimIdOf),
    out,
    drillDown,
    ...(engine && { engine }),
    ...(census && { census }),
  }
  const reports = await writeRunReports(lab, input)
  passed('reports written')
  writeMoments()
  return printSummary(reports, options)
}
