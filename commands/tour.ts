import { LabError } from '../fixtures/engine/error.ts'
import { closeLab, withLab, withTrio } from '../fixtures/run/open-lab.ts'
import { colour, log, parseLanguage, parseOptions, runCommand } from './support/run-command.ts'
import { progressFile, resetProgress } from './tour/kept-predictions.ts'
import { tourContextOf } from './tour/tour-containers.ts'
import { demonstrate, walkThrough } from './tour/walk-through.ts'

const usage = `npm run tour [-- --lang en|ja] [--yes] [--reset] [--no-provision]

Shows the article in a terminal, step by step, on live containers. Each step shows a command and asks what it will print.
Then it runs the command, says which prediction the machine confirmed, and why. Everything is cleaned up at the end.

  --yes            run all steps without questions, as a demonstration; needs no terminal
  --reset          forget the predictions of earlier tours
  --lang en|ja     the language
  --no-provision   do not install system packages; if one is missing, say so
  --help           this text

Keys, each followed by Enter. At a question: a to d predict, h hint, n skip, q leave. After an answer: Enter goes on,
r runs the command again, b goes back, q leaves. Your predictions are kept in $XDG_STATE_HOME/nsproof/tour.json, or in
~/.local/state/nsproof/tour.json.

Exit code: 0 it ended, or was left with q; 2 it could not run; 3 it broke, or something was left on the machine.
`

await runCommand(usage, async () => {
  const { values } = parseOptions({
    allowNegative: true,
    options: {
      lang: { type: 'string', default: 'en' },
      yes: { type: 'boolean', default: false },
      reset: { type: 'boolean', default: false },
      provision: { type: 'boolean', default: true },
    },
  })
  const lang = parseLanguage(values.lang)
  if (!values.yes && (!process.stdin.isTTY || !process.stdout.isTTY)) {
    throw new LabError(
      'the tour needs a terminal for its input and output: run it in one, or give --yes to see it without questions',
    )
  }
  if (values.reset) await resetProgress(progressFile())
  return withLab({ provision: values.provision, log }, async (lab) => {
    log('starting the three containers …')
    await withTrio(lab, async () => {
      const tour = { lab, context: await tourContextOf(lab), lang, colour }
      return values.yes ? demonstrate(tour) : walkThrough(tour)
    })
    const { differences } = await closeLab(lab)
    for (const line of differences) log(`the census differs: ${line}`)
    return differences.length === 0 ? 0 : 3
  })
})
