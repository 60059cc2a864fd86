import { LabError } from '../fixtures/engine/error.ts'
import { netnsFolder } from '../fixtures/host/link.ts'
import { trioOf } from '../fixtures/lab.ts'
import { closeLab, type OpenLab, withLab, withTrio } from '../fixtures/run/experiment.ts'
import { executing, type Subject, subjectOf } from '../fixtures/subjects/subject.ts'
import { runLabel } from '../fixtures/undo/labels.ts'
import { Recorder } from '../instruments/evidence/recorder.ts'
import { netnsExec } from '../instruments/vantage.ts'
import { colour, log, parseLanguage, parseOptions, runCommand } from './command.ts'
import { walkThrough } from './tour/walk.ts'
import type { TourContext } from './tour/world.ts'

const usage = `npm run tour [-- --lang en|ja] [--no-provision]

Walks a terminal through the article, step by step, on live containers: shows the command and what to expect, waits for
Enter, runs it, shows the result and why. q leaves. Everything is put back at the end.

Exit code: 0 it was shown, or left with q; 2 it could not run; 3 something broke it, or was left.
`

await runCommand(async () => {
  const { values } = parseOptions({
    allowNegative: true,
    options: {
      lang: { type: 'string', default: 'en' },
      provision: { type: 'boolean', default: true },
      help: { type: 'boolean', default: false },
    },
  })
  if (values.help) {
    process.stdout.write(usage)
    return 0
  }
  const lang = parseLanguage(values.lang)
  if (!process.stdin.isTTY || !process.stdout.isTTY) {
    throw new LabError(
      'the tour waits for a person at a terminal, and this is none: run it in one, or use `npm start` for the page',
    )
  }
  return withLab({ provision: values.provision, log }, async (lab) => {
    log('starting the three containers …')
    await withTrio(lab, async () => walkThrough({ lab, world: await worldOf(lab), lang, colour }))
    const { differences } = await closeLab(lab)
    lab.journalled.end()
    for (const line of differences) log(`the census differs: ${line}`)
    return differences.length === 0 ? 0 : 3
  })
})

async function worldOf(lab: OpenLab): Promise<TourContext> {
  const recorder = new Recorder()
  const trio = (await trioOf(lab)).map((record) => shortened(subjectOf(record, lab.engine, recorder), lab))
  const [nginx, httpd] = ['nginx', 'httpd'].map((name) => trio.find((subject) => subject.name === name))
  if (nginx === undefined || httpd === undefined) throw new Error('the tour needs nginx and httpd')
  const link = { ...netnsExec(nginx.linkName), name: nginx.linkName, path: `${netnsFolder}/${nginx.linkName}` }
  return {
    host: { label: 'host', prefix: [...lab.engine.sudo, ...lab.engine.enter] },
    docker: { label: 'docker', prefix: lab.engine.cli },
    label: `${runLabel}=${lab.run}`,
    nginx,
    httpd,
    link,
  }
}

/** Twelve digits of the id are enough for docker, and for the eye. */
function shortened(subject: Subject, lab: OpenLab): Subject {
  return { ...subject, exec: executing(lab.engine, subject.id.slice(0, 12), subject.name) }
}
