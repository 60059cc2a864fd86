import { createInterface, type Interface } from 'node:readline'
import { createColors } from 'picocolors'
import { makeLink } from '../../fixtures/host/link.ts'
import type { Lab } from '../../fixtures/lab.ts'
import { removeLink } from '../../fixtures/undo/undo.ts'
import { Recorder } from '../../instruments/evidence/recorder.ts'
import { commandLine } from '../../instruments/evidence/text-transcript.ts'
import { visible } from '../../instruments/evidence/visible.ts'
import { execute } from '../../instruments/execute.ts'
import { type View, viewFrom } from '../../instruments/view.ts'
import type { TourContext, TourStep } from './tour-context.ts'
import { tourSteps } from './tour-steps.ts'
import { tourTexts } from './tour-texts.ts'

export interface TourOptions {
  readonly lab: Lab
  readonly context: TourContext
  readonly lang: 'en' | 'ja'
  readonly colour: boolean
}

/** Runs a step each time Enter is pressed, until the last step, `q` or the end of the input. */
export async function walkThrough(tour: TourOptions): Promise<void> {
  const { lang } = tour
  const terminal = createInterface({ input: process.stdin, output: process.stdout })
  // readline handles Ctrl-C itself. It is sent to the process as a signal, so that the run cleans up.
  terminal.on('SIGINT', () => process.kill(process.pid, 'SIGINT'))
  const { bold, dim, cyan } = createColors(tour.colour)
  process.stdout.write(`${tourTexts.intro[lang]}\n`)
  for (const [index, step] of tourSteps.entries()) {
    const command = commandLine(step.argv(tour.context))
    process.stdout.write(
      `\n${bold(`${index + 1}/${tourSteps.length} ${step.title[lang]}`)}\n${cyan(`$ ${command}`)}\n${tourTexts.expect[lang]} ${step.expect[lang]}\n`,
    )
    if ((await ask(terminal, dim(tourTexts.prompt[lang]))).trim().toLowerCase() === 'q') break
    process.stdout.write(`${await runStep(step, tour)}${tourTexts.why[lang]} ${step.why[lang]}\n`)
  }
  terminal.close()
  process.stdout.write(`\n${tourTexts.end[lang]}\n`)
}

/** @returns the line that was typed, or `q` if the input ended */
function ask(terminal: Interface, question: string): Promise<string> {
  const { promise, resolve } = Promise.withResolvers<string>()
  const ended = (): void => resolve('q')
  terminal.once('close', ended)
  terminal.question(question, (answer) => {
    terminal.off('close', ended)
    resolve(answer)
  })
  return promise
}

/** @returns the step's output, as it is shown */
async function runStep(step: TourStep, { lab, context, lang }: TourOptions): Promise<string> {
  if (step.act === 'link') {
    await makeLink(hostOf(context), lab.folder, context.link.name, context.nginx)
    return `${tourTexts.silence[lang]}\n`
  }
  if (step.act === 'unlink') {
    await removeLink(context.link.path, `/proc/${context.nginx.pid}/ns/net`)
    return `${tourTexts.silence[lang]}\n`
  }
  const { stdout, stderr, exitCode } = await execute(step.argv(context))
  const code = exitCode === 0 ? '' : `${tourTexts.exit[lang]} ${exitCode}\n`
  const output = `${visible(shortenProcessList(stdout, context, lang))}${visible(stderr)}${code}`
  return output === '' ? `${tourTexts.silence[lang]}\n` : output
}

const hostOf = (context: TourContext): View => viewFrom(context.host, new Recorder())

/** A list of 30 lines or more is cut to its header and the processes of the containers. */
function shortenProcessList(stdout: string, { nginx, httpd }: TourContext, lang: 'en' | 'ja'): string {
  const lines = stdout.split('\n').filter(Boolean)
  if (lines.length < 30) return stdout
  const servers = lines.filter(
    (line, index) =>
      index === 0 ||
      /nginx: |httpd -|apache2 -/.test(line) ||
      line.includes(` ${nginx.pid} `) ||
      line.includes(` ${httpd.pid} `),
  )
  return `${servers.join('\n')}\n${tourTexts.others[lang].replace('{n}', String(lines.length - servers.length))}\n`
}
