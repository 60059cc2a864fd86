import { LabError } from '../fixtures/engine/error.ts'
import { netnsFolder } from '../fixtures/host/link.ts'
import { waitForTrio } from '../fixtures/lab.ts'
import { closeLab, type OpenLab, withLab, withTrio } from '../fixtures/run/open-lab.ts'
import { dockerExec, type Subject, subjectOf } from '../fixtures/subjects/subject.ts'
import { runLabel } from '../fixtures/undo/labels.ts'
import { Recorder } from '../instruments/evidence/recorder.ts'
import { hostVantage, netnsExec, vantageOf } from '../instruments/vantage.ts'
import { colour, log, parseLanguage, parseOptions, runCommand } from './support/run-command.ts'
import type { TourContext } from './tour/tour-context.ts'
import { walkThrough } from './tour/walk-through.ts'

const usage = `npm run tour [-- --lang en|ja] [--no-provision]

Shows the article in a terminal, step by step, on live containers. Each step prints a command and what to expect, waits for
Enter, runs the command, and prints the result and the reason. q leaves. Everything is cleaned up at the end.

Exit code: 0 it ended, or was left with q; 2 it could not run; 3 it broke, or something was left on the machine.
`

await runCommand(usage, async () => {
  const { values } = parseOptions({
    allowNegative: true,
    options: {
      lang: { type: 'string', default: 'en' },
      provision: { type: 'boolean', default: true },
    },
  })
  const lang = parseLanguage(values.lang)
  if (!process.stdin.isTTY || !process.stdout.isTTY) {
    throw new LabError(
      'the tour needs a terminal for its input and output: run it in one, or run `npm start` and read the page',
    )
  }
  return withLab({ provision: values.provision, log }, async (lab) => {
    log('starting the three containers …')
    await withTrio(lab, async () => walkThrough({ lab, context: await contextOf(lab), lang, colour }))
    const { differences } = await closeLab(lab)
    for (const line of differences) log(`the census differs: ${line}`)
    return differences.length === 0 ? 0 : 3
  })
})

async function contextOf(lab: OpenLab): Promise<TourContext> {
  const recorder = new Recorder()
  const trio = (await waitForTrio(lab)).map((record) => withShortId(subjectOf(record, lab.engine, recorder), lab))
  const [nginx, httpd] = ['nginx', 'httpd'].map((name) => trio.find((subject) => subject.name === name))
  if (nginx === undefined || httpd === undefined) throw new Error('the tour needs nginx and httpd')
  const link = { ...netnsExec(nginx.linkName), name: nginx.linkName, path: `${netnsFolder}/${nginx.linkName}` }
  return {
    host: hostVantage([...lab.engine.sudo, ...lab.engine.enter]),
    docker: vantageOf({ kind: 'docker', label: 'docker' }, lab.engine.cli),
    label: `${runLabel}=${lab.run}`,
    nginx,
    httpd,
    link,
  }
}

/** Gives docker the first twelve digits of the id, so that commands fit on a line. */
function withShortId(subject: Subject, lab: OpenLab): Subject {
  return { ...subject, exec: dockerExec(lab.engine, subject.id.slice(0, 12), subject.name) }
}
