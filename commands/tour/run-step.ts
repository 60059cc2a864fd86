import { lstat } from 'node:fs/promises'
import { makeLink } from '../../fixtures/host/link.ts'
import { removeLink } from '../../fixtures/undo/undo.ts'
import { Recorder } from '../../instruments/evidence/recorder.ts'
import { visible } from '../../instruments/evidence/visible.ts'
import { viewFrom } from '../../instruments/view.ts'
import { see } from './look-at-output.ts'
import type { Seen, TourContext, TourOptions, TourStep } from './tour-context.ts'
import { tourTexts } from './tour-texts.ts'

/** What a step showed. */
export interface StepOutcome {
  readonly output: readonly OutputLine[]
  /** The indexes of the predictions that the machine confirmed. */
  readonly held: readonly number[]
}

interface OutputLine {
  readonly text: string
  /** Whether the predictions are judged by this line. */
  readonly decides: boolean
}

/** Runs a step. An act that was done before is not done again. */
export async function runStep(step: TourStep, tour: TourOptions): Promise<StepOutcome> {
  const { context, lang } = tour
  if (step.act !== undefined) {
    await act(step.act, tour)
    return { output: [{ text: tourTexts.silence[lang], decides: false }], held: [] }
  }
  const seen = await see(step.argv(context), context)
  const held = (step.predictions ?? []).flatMap((prediction, index) => (prediction.holds(seen) ? [index] : []))
  return { output: outputOf(seen, context, lang), held }
}

async function act(what: 'link' | 'unlink', { lab, context }: TourOptions): Promise<void> {
  const { link, nginx, host } = context
  const isThere = await lstat(link.path).then(
    () => true,
    () => false,
  )
  if (what === 'link' && !isThere) await makeLink(viewFrom(host, new Recorder()), lab.folder, link.name, nginx)
  if (what === 'unlink' && isThere) await removeLink(link.path, `/proc/${nginx.pid}/ns/net`)
}

function outputOf(seen: Seen, context: TourContext, lang: 'en' | 'ja'): OutputLine[] {
  const lines = shortenProcessList(seen, context, lang)
  const errors = seen.stderr.split('\n').filter((line) => line !== '')
  const code = seen.exitCode === 0 ? [] : [`${tourTexts.exit[lang]} ${seen.exitCode}`]
  const all = [...lines, ...errors, ...code]
  if (all.length === 0) return [{ text: tourTexts.silence[lang], decides: false }]
  return all.map((text) => ({ text: visible(text).trimEnd(), decides: seen.decides(text) }))
}

/** A list of 30 lines or more is cut to its header, the processes of the containers, and what decides. */
function shortenProcessList(seen: Seen, { nginx, httpd }: TourContext, lang: 'en' | 'ja'): readonly string[] {
  const { lines } = seen
  if (lines.length < 30) return lines
  const kept = lines.filter(
    (line, index) =>
      index === 0 ||
      seen.decides(line) ||
      /httpd -|apache2 -/.test(line) ||
      line.includes(` ${nginx.pid} `) ||
      line.includes(` ${httpd.pid} `),
  )
  return [...kept, tourTexts.others[lang].replace('{n}', String(lines.length - kept.length))]
}
