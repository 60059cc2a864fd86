import { makeLink } from '../../fixtures/host/link.ts'
import type { OpenLab } from '../../fixtures/run/open-lab.ts'
import { subjectOf } from '../../fixtures/subjects/subject.ts'
import { Recorder } from '../../instruments/evidence/recorder.ts'
import type { SubjectRecord } from '../../instruments/evidence/types.ts'
import { hostVantage } from '../../instruments/vantage.ts'
import { viewFrom } from '../../instruments/view.ts'

/** Leaves the three containers and their links, and prints the article's commands for them. */
export async function keepContainers(lab: OpenLab, subjects: readonly SubjectRecord[]): Promise<undefined> {
  const recorder = new Recorder()
  const prefix = [...lab.engine.sudo, ...lab.engine.enter]
  const host = viewFrom(hostVantage(prefix), recorder)
  const lines = ['', 'The containers and their links are still there. To explore them:', '']
  for (const record of subjects) {
    const subject = subjectOf(record, lab.engine, recorder)
    const link = await makeLink(host, lab.folder, subject.linkName, subject)
    const prefixes = [
      subject.exec.prefix,
      [...prefix, ...link.prefix],
      [...prefix, 'nsenter', '--target', String(subject.pid), '--pid', '--mount', '--'],
    ]
    lines.push(`${record.name}:`, ...prefixes.map((each) => `  ${[...each, 'ps', '-ef'].join(' ')}`), '')
  }
  process.stdout.write(`${[...lines, 'npm run clean removes them.'].join('\n')}\n`)
  lab.journalled.keep()
}
