import { createInterface, type Interface } from 'node:readline'
import { createColors } from 'picocolors'
import { commandLine } from '../../instruments/evidence/text-transcript.ts'
import { type Predictions, progressFile, readProgress, saveProgress } from './kept-predictions.ts'
import { runStep, type StepOutcome } from './run-step.ts'
import type { TourContext, TourOptions, TourStep } from './tour-context.ts'
import { tourSteps } from './tour-steps.ts'
import { tourTexts } from './tour-texts.ts'

/** Shows every step with its output and its answer, without questions. */
export async function demonstrate(tour: TourOptions): Promise<void> {
  const screen = new Screen(tour)
  screen.say(tourTexts.intro[tour.lang])
  for (const [index, step] of tourSteps.entries()) {
    screen.showStep(index, step)
    screen.showOutcome(step, await runStep(step, tour))
  }
  screen.say(`\n${tourTexts.end[tour.lang]}`)
}

/** Asks for a prediction at each step and shows what the machine does, until the last step, `q` or the end of the input. */
export async function walkThrough(tour: TourOptions): Promise<void> {
  const terminal = createInterface({ input: process.stdin, output: process.stdout })
  // readline handles Ctrl-C itself. It is sent to the process as a signal, so that the run cleans up.
  terminal.on('SIGINT', () => process.kill(process.pid, 'SIGINT'))
  const walk = new Walk(tour, terminal, await readProgress(progressFile()))
  await walk.run()
  terminal.close()
}

type Next = 'on' | 'back' | 'leave'
/** A step that is not run. */
type Passed = Exclude<Next, 'back'>

class Walk {
  readonly #tour: TourOptions
  readonly #terminal: Interface
  readonly #screen: Screen
  #predictions: Predictions

  constructor(tour: TourOptions, terminal: Interface, predictions: Predictions) {
    this.#tour = tour
    this.#terminal = terminal
    this.#screen = new Screen(tour)
    this.#predictions = predictions
  }

  async run(): Promise<void> {
    const { lang } = this.#tour
    this.#screen.say(tourTexts.intro[lang])
    let index = await this.#resume()
    while (index < tourSteps.length) {
      const step = tourSteps[index]
      if (step === undefined) break
      const next = await this.#take(index, step)
      if (next === 'leave') break
      index = next === 'back' ? Math.max(0, index - 1) : index + 1
    }
    this.#screen.showScore(this.#predictions)
    this.#screen.say(`\n${tourTexts.end[lang]}`)
  }

  /** Runs the acts of the steps that were predicted in an earlier tour. @returns the first step that was not */
  async #resume(): Promise<number> {
    const asked = tourSteps.map((step) => step.predictions === undefined || step.id in this.#predictions)
    const first = asked.indexOf(false)
    const known = Object.keys(this.#predictions).length
    if (known === 0 || first === -1) {
      this.#predictions = {}
      return 0
    }
    this.#screen.say(tourTexts.resumed[this.#tour.lang].replace('{n}', String(known)))
    for (const step of tourSteps.slice(0, first)) if (step.act !== undefined) await runStep(step, this.#tour)
    return first
  }

  async #take(index: number, step: TourStep): Promise<Next> {
    this.#screen.showStep(index, step)
    const chosen = step.predictions === undefined ? await this.#confirm() : await this.#predict(step)
    if (chosen === 'leave' || chosen === 'on') return chosen
    for (;;) {
      const outcome = await runStep(step, this.#tour)
      this.#screen.showOutcome(step, outcome, chosen)
      if (chosen !== undefined) await this.#keep(step, outcome.held.includes(chosen))
      const key = await this.#ask(tourTexts.next[this.#tour.lang])
      if (key === 'q') return 'leave'
      if (key === 'b') return 'back'
      if (key !== 'r') return 'on'
    }
  }

  /** @returns undefined to run the step */
  async #confirm(): Promise<Passed | undefined> {
    const key = await this.#ask(tourTexts.run[this.#tour.lang])
    return key === 'q' ? 'leave' : key === 'n' ? 'on' : undefined
  }

  /** @returns the index of the prediction */
  async #predict({ predictions = [], hint }: TourStep): Promise<Passed | number> {
    const { lang } = this.#tour
    const letters = predictions.map((_, index) => letterOf(index))
    const question = tourTexts.ask[lang].replace('{letters}', letters.join(''))
    for (;;) {
      const key = await this.#ask(question)
      if (key === 'q') return 'leave'
      if (key === 'n') return 'on'
      const index = letters.indexOf(key)
      if (index !== -1) return index
      this.#screen.say(
        key === 'h' && hint !== undefined ? `${tourTexts.hint[lang]} ${hint[lang]}` : tourTexts.unknown[lang],
      )
    }
  }

  /** The first prediction counts, and not one made after the answer was seen. */
  async #keep(step: TourStep, held: boolean): Promise<void> {
    if (step.id in this.#predictions) return
    this.#predictions = { ...this.#predictions, [step.id]: held }
    // A home that cannot be written to must not end the tour.
    await saveProgress(progressFile(), this.#predictions).catch(() => undefined)
  }

  /** @returns the key that was typed, or `q` if the input ended */
  #ask(question: string): Promise<string> {
    const { promise, resolve } = Promise.withResolvers<string>()
    const ended = (): void => resolve('q')
    this.#terminal.once('close', ended)
    this.#terminal.question(this.#screen.dim(question), (answer) => {
      this.#terminal.off('close', ended)
      resolve(answer.trim().toLowerCase())
    })
    return promise
  }
}

const letterOf = (index: number): string => 'abcd'[index] ?? ''

/** Prints the tour's parts. */
class Screen {
  readonly #lang: 'en' | 'ja'
  readonly #context: TourContext
  readonly #colours: ReturnType<typeof createColors>

  constructor({ lang, context, colour }: TourOptions) {
    this.#lang = lang
    this.#context = context
    this.#colours = createColors(colour)
  }

  say(text: string): void {
    process.stdout.write(`${text}\n`)
  }

  dim(text: string): string {
    return this.#colours.dim(text)
  }

  showStep(index: number, step: TourStep): void {
    const { bold, cyan } = this.#colours
    this.say(`\n${bold(`${index + 1}/${tourSteps.length} ${step.title[this.#lang]}`)}`)
    this.say(cyan(`$ ${commandLine(step.argv(this.#context))}`))
    if (step.predictions === undefined) return
    this.say(tourTexts.question[this.#lang])
    for (const [at, { text }] of step.predictions.entries()) this.say(`  ${letterOf(at)}) ${text[this.#lang]}`)
  }

  /** @param chosen index of the reader's prediction */
  showOutcome(step: TourStep, { output, held }: StepOutcome, chosen?: number): void {
    const { bold } = this.#colours
    for (const { text, decides } of output) this.say(decides ? bold(`> ${text}`) : `  ${text}`)
    const verdict = this.#verdict(step, held, chosen)
    if (verdict !== undefined) this.say(bold(verdict))
    this.say(`${tourTexts.why[this.#lang]} ${step.why[this.#lang]}`)
    this.say(this.dim(`${tourTexts.proof[this.#lang]} ${step.claims.join(', ')}`))
  }

  #verdict({ predictions }: TourStep, held: readonly number[], chosen?: number): string | undefined {
    if (predictions === undefined) return undefined
    const lang = this.#lang
    const answers = held.map((index) => `${letterOf(index)}) ${predictions[index]?.text[lang]}`)
    const answer = answers.length === 0 ? tourTexts.none[lang] : answers.join('; ')
    if (chosen === undefined) return tourTexts.answer[lang].replace('{answer}', answer)
    const letter = letterOf(chosen)
    if (held.includes(chosen)) return tourTexts.held[lang].replace('{letter}', letter)
    const failed = tourTexts.failed[lang].replace('{letter}', letter).replace('{answer}', answer)
    return predictions[chosen]?.authors === true ? `${failed}\n${tourTexts.authors[lang]}` : failed
  }

  showScore(predictions: Predictions): void {
    const all = tourSteps.filter(({ id }) => id in predictions)
    if (all.length === 0) return
    const wrong = all.filter(({ id }) => predictions[id] === false)
    const score = tourTexts.score[this.#lang]
      .replace('{n}', String(all.length - wrong.length))
      .replace('{all}', String(all.length))
    this.say(`\n${score}`)
    const claims = [...new Set(wrong.flatMap((step) => step.claims))]
    if (claims.length > 0) this.say(tourTexts.readOn[this.#lang].replace('{claims}', claims.join(' ')))
  }
}
