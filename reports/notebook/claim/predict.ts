import type { Element } from 'hast'
import { h } from 'hastscript'
import type { Question } from '../../../instruments/evidence/types.ts'
import type { QuestionAnswer } from '../../evidence/answer.ts'
import { both, type Content, fold } from '../page/dom.ts'
import { ui } from '../ui/ui.ts'

const letterAt = (index: number): string => 'abcd'[index] ?? ''

/** A claim's question with what the evidence says to it. */
export interface Asked {
  readonly id: string
  readonly question: Question
  readonly answer: QuestionAnswer
}

/**
 * The predictions of a question. Script makes them buttons and shows the verdict; without script they are a list.
 * `data-predict` is the key under which the browser keeps the reader's choice.
 */
export function predictBlock({ id, question: { predictions, hint }, answer: { held } }: Asked): Element {
  const options = predictions.map(({ text, authors }, index) =>
    h(
      'li',
      { dataPrediction: String(index), dataHeld: held.includes(index) ? '' : null, dataAuthors: authors ? '' : null },
      h('b', { className: ['letter'] }, `${letterAt(index)})`),
      ' ',
      h('span', both(text)),
    ),
  )
  return h(
    'div',
    { className: ['predict'], dataPredict: id },
    h('ol', { className: ['predictions'] }, options),
    h('p', { className: ['judged', 'scripted'], role: 'status' }),
    ...(hint === undefined ? [] : [fold(both(ui.hint), [h('p', both(hint))], 'hint')]),
  )
}

/** What script says to a prediction, once on the page. */
export const judgements = (): Element =>
  h(
    'div',
    { id: 'judgements', hidden: true },
    h('span', { dataJudged: 'held' }, both(ui.predictionHeld)),
    h('span', { dataJudged: 'failed' }, both(ui.predictionFailed)),
    h('span', { dataJudged: 'authors' }, both(ui.predictionFailed), ' ', both(ui.authors)),
  )

/** What hides until the reader has predicted, or wants to see it. It begins with which prediction holds. */
export const answerFold = (asked: Asked, body: readonly Content[]): Element =>
  fold(both(ui.showAnswer), [verdictLine(asked), ...body], 'answer')

function verdictLine({ question: { predictions }, answer: { held, undecided } }: Asked): Element {
  if (held.length === 0) return h('p', { className: ['did'] }, both(undecided ? ui.undecided : ui.noneHeld))
  const texts = held.flatMap((index) => {
    const prediction = predictions[index]
    if (prediction === undefined) return []
    return [h('strong', `${letterAt(index)}) `, both(prediction.text)), ' ']
  })
  return h('p', { className: ['did'] }, both(ui.machineDid), ' ', texts)
}
