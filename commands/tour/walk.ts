import { createInterface, type Interface } from 'node:readline'
import { createColors } from 'picocolors'
import { makeLink } from '../../fixtures/host/link.ts'
import type { Lab } from '../../fixtures/lab.ts'
import { removeLink } from '../../fixtures/undo/undo.ts'
import { Recorder } from '../../instruments/evidence/recorder.ts'
import { commandLine } from '../../instruments/evidence/transcript.ts'
import { visible } from '../../instruments/evidence/visible.ts'
import { execute } from '../../instruments/execute.ts'
import { type View, viewFrom } from '../../instruments/view.ts'
import { tourSteps } from './steps.ts'
import { tourTexts } from './words.ts'
import type { TourContext, TourStep } from './world.ts'

export interface TourOptions {
  readonly lab: Lab
  readonly world: TourContext
  readonly lang: 'en' | 'ja'
  readonly colour: boolean
}

/** Goes from step to step as the reader presses Enter, until the last one, `q` or the end of input. */
export async function walkThrough(tour: TourOptions): Promise<void> {
  const { lang } = tour
  const terminal = createInterface({ input: process.stdin, output: process.stdout })
  // readline takes Ctrl-C for itself: hand it on, so that the run puts everything back.
  terminal.on('SIGINT', () => process.kill(process.pid, 'SIGINT'))
  const { bold, dim, cyan } = createColors(tour.colour)
  process.stdout.write(`${tourTexts.intro[lang]}\n`)
  for (const [index, step] of tourSteps.entries()) {
    const command = commandLine(step.argv(tour.world))
    process.stdout.write(
      `\n${bold(`${index + 1}/${tourSteps.length} ${step.title[lang]}`)}\n${cyan(`$ ${command}`)}\n${tourTexts.expect[lang]} ${step.expect[lang]}\n`,
    )
    if ((await ask(terminal, dim(tourTexts.prompt[lang]))).trim().toLowerCase() === 'q') break
    process.stdout.write(`${await take(step, tour)}${tourTexts.why[lang]} ${step.why[lang]}\n`)
  }
  terminal.close()
  process.stdout.write(`\n${tourTexts.end[lang]}\n`)
}

/** @returns what was typed, or `q` where the input ended */
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

/** Runs a step. @returns what there is to see of it */
async function take(step: TourStep, { lab, world, lang }: TourOptions): Promise<string> {
  if (step.act === 'link') {
    await makeLink(hostOf(world), lab.folder, world.link.name, world.nginx.pid)
    return `${tourTexts.silence[lang]}\n`
  }
  if (step.act === 'unlink') {
    await removeLink(world.link.path, `/proc/${world.nginx.pid}/ns/net`)
    return `${tourTexts.silence[lang]}\n`
  }
  const { stdout, stderr, exitCode } = await execute(step.argv(world))
  const code = exitCode === 0 ? '' : `${tourTexts.exit[lang]} ${exitCode}\n`
  const seen = `${visible(shortened(stdout, world, lang))}${visible(stderr)}${code}`
  return seen === '' ? `${tourTexts.silence[lang]}\n` : seen
}

const hostOf = (world: TourContext): View => viewFrom(world.host, new Recorder())

/** Of a long process list, the lines that matter: the header and the containers' servers. */
function shortened(stdout: string, { nginx, httpd }: TourContext, lang: 'en' | 'ja'): string {
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
