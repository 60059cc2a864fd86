import { netnsFolder } from '../../fixtures/host/link.ts'
import { type Lab, waitForTrio } from '../../fixtures/lab.ts'
import { dockerExec, type Subject, subjectOf } from '../../fixtures/subjects/subject.ts'
import { runLabel } from '../../fixtures/undo/labels.ts'
import { Recorder } from '../../instruments/evidence/recorder.ts'
import { hostVantage, netnsExec, vantageOf } from '../../instruments/vantage.ts'
import type { TourContext } from './tour-context.ts'

/** What the commands of the steps refer to, once the trio has started. */
export async function tourContextOf(lab: Lab): Promise<TourContext> {
  const recorder = new Recorder()
  const trio = (await waitForTrio(lab)).map((record) => withShortId(subjectOf(record, lab.engine, recorder), lab))
  const named = (name: string): Subject => {
    const found = trio.find((subject) => subject.name === name)
    if (found === undefined) throw new Error(`the tour needs ${name}`)
    return found
  }
  const nginx = named('nginx')
  const link = { ...netnsExec(nginx.linkName), name: nginx.linkName, path: `${netnsFolder}/${nginx.linkName}` }
  return {
    host: hostVantage([...lab.engine.sudo, ...lab.engine.enter]),
    docker: vantageOf({ kind: 'docker', label: 'docker' }, lab.engine.cli),
    label: `${runLabel}=${lab.run}`,
    nginx,
    httpd: named('httpd'),
    nextcloud: named('nextcloud'),
    link,
  }
}

/** Gives docker the first twelve digits of the id, so that commands fit on a line. */
function withShortId(subject: Subject, lab: Lab): Subject {
  return { ...subject, exec: dockerExec(lab.engine, subject.id.slice(0, 12), subject.name) }
}
