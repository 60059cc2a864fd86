import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { LabError } from '../../fixtures/engine/error.ts'
import { type Lab } from '../../fixtures/lab.ts'
import { closeLab, withLab, withTrio } from '../../fixtures/run/open-lab.ts'
import type { Task } from '../../fixtures/task.ts'
import { commandLine } from '../../instruments/evidence/text-transcript.ts'
import { log } from '../support/run-command.ts'
import { runStep } from '../tour/run-step.ts'
import { tourContextOf } from '../tour/tour-containers.ts'
import type { TourContext, TourOptions } from '../tour/tour-context.ts'
import { tourSteps } from '../tour/tour-steps.ts'
import { type SheetQuestion, sheetMark, sheetPage } from './sheet-page.ts'

interface SheetOptions {
  readonly folder: string
  readonly lang: 'en' | 'ja'
  readonly provision: boolean
}

/**
 * Runs the tour's steps for the answers, and writes sheet.html to the folder.
 * @returns the exit code
 * @throws LabError if there is a sheet.html that is not ours
 */
export async function writeSheet(tasks: readonly Task<unknown>[], options: SheetOptions): Promise<number> {
  const { folder, lang, provision } = options
  const file = join(folder, 'sheet.html')
  const found = await readFile(file, 'utf8').catch(() => undefined)
  if (found?.includes(sheetMark) === false)
    throw new LabError(`--sheet: ${file} exists and is no sheet of nsproof: name another folder, or move it away`)
  await mkdir(folder, { recursive: true })
  return withLab({ provision, log }, async (lab) => {
    log('running the tour for the answers …')
    const { result: questions } = await withTrio(lab, async () =>
      askAll({ lab, context: await tourContextOf(lab), lang, colour: false }),
    )
    const { engine, kernel } = lab.profile
    const machine = `${engine.name} ${engine.version}, Linux ${kernel.release}`
    await writeFile(file, sheetPage({ questions, tasks, machine, lang }))
    const { differences } = await closeLab(lab)
    for (const line of differences) log(`the census differs: ${line}`)
    process.stdout.write(`${file}\n`)
    return differences.length === 0 ? 0 : 3
  })
}

/** Runs every step of the tour. The link that a step makes stands before the command of the next question. */
async function askAll(tour: TourOptions): Promise<SheetQuestion[]> {
  const questions: SheetQuestion[] = []
  let before: readonly string[] = []
  for (const step of tourSteps) {
    const { held } = await runStep(step, tour)
    const { title, predictions, why, claims, act } = step
    const command = lineOf(asReader(step.argv(tour.context), tour.context, tour.lab))
    if (act === 'link') before = [command]
    if (predictions === undefined) continue
    const options = predictions.map(({ text }) => text)
    questions.push({ title, command: [...before, command].join('\n'), options, held, why, claims })
    before = []
  }
  return questions
}

/** Words with a variable of the lab's shell are not quoted: it has to replace that. */
function lineOf(words: readonly string[]): string {
  return words.map((word) => (/^\S*\$[a-z]\w*\S*$/.test(word) ? word : commandLine([word]))).join(' ')
}

/** A command as a reader would type it: names for the ids and PIDs of this run, and no way to a private engine. */
function asReader(argv: readonly string[], { host, docker, nginx, httpd, nextcloud }: TourContext, lab: Lab): string[] {
  const starts = (prefix: readonly string[]): boolean => prefix.every((word, index) => argv[index] === word)
  const [prefix, instead] = starts(docker.prefix)
    ? [docker.prefix, ['docker']]
    : [starts(host.prefix) ? host.prefix : [], []]
  const words = [...instead, ...argv.slice(prefix.length)]
  return words.map((word) =>
    [nginx, httpd, nextcloud].reduce(
      (text, { name, id, pid, linkName }) =>
        text
          .replace(linkName, name)
          .replace(id.slice(0, 12), name)
          .replace(new RegExp(String.raw`(^|/)${pid}($|/)`), `$1$${name}_pid$2`),
      word.replace(lab.run, 'RUN'),
    ),
  )
}
