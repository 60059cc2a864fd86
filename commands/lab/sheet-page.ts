import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Element, ElementContent } from 'hast'
import { toHtml } from 'hast-util-to-html'
import { h } from 'hastscript'
import type { Task } from '../../fixtures/task.ts'
import type { Text } from '../../instruments/evidence/types.ts'
import { sheetTexts } from './sheet-texts.ts'

/** A question of the tour, with what the machine did. */
export interface SheetQuestion {
  readonly title: Text
  readonly command: string
  readonly options: readonly Text[]
  /** The indexes of the options that the machine confirmed. */
  readonly held: readonly number[]
  readonly why: Text
  readonly claims: readonly string[]
}

interface SheetData {
  readonly questions: readonly SheetQuestion[]
  readonly tasks: readonly Task<unknown>[]
  /** Engine and kernel that gave the answers. */
  readonly machine: string
  readonly lang: 'en' | 'ja'
}

/** By this a later sheet knows that the file may be replaced. */
export const sheetMark = '<meta name="generator" content="nsproof sheet">'

const asset = (name: string): string => readFileSync(join(import.meta.dirname, 'sheet', name), 'utf8')

/** The sheet as one HTML file without a network: both languages, with and without answers. */
export function sheetPage(data: SheetData): string {
  const body = h('body', [
    controls(data.lang),
    h('main', [
      h('h1', both(sheetTexts.title)),
      h('p.who', [...both(sheetTexts.name), h('span.line'), ...both(sheetTexts.date), h('span.line')]),
      h('h2', both(sheetTexts.predict)),
      h('p', both(sheetTexts.predictHow)),
      ...data.questions.map(question),
      h('p.answer', both(filledIn(sheetTexts.measured, data.machine))),
      h('h2.do', both(sheetTexts.do)),
      h('p', both(sheetTexts.doHow)),
      ...data.tasks.map(taskSection),
    ]),
  ])
  const head = `<meta charset="utf-8">${sheetMark}<meta name="viewport" content="width=device-width"><title>${sheetTexts.title[data.lang]}</title>`
  return `<!doctype html>\n<html lang="${data.lang}"><head>${head}<style>${asset('sheet.css')}</style></head>\n${toHtml(body)}\n<script>${asset('sheet.js')}</script></html>\n`
}

function filledIn({ en, ja }: Text, machine: string): Text {
  return { en: en.replace('{machine}', machine), ja: ja.replace('{machine}', machine) }
}

/** Inputs alone: the style sheet shows what they choose, also without a script. */
function controls(lang: 'en' | 'ja'): Element {
  const language = (code: 'en' | 'ja', name: string): Element =>
    h('label', [h('input', { type: 'radio', name: 'lang', id: code, checked: code === lang }), ` ${name}`])
  return h('form.controls', [
    language('en', 'English'),
    language('ja', '日本語'),
    h('label', [h('input', { type: 'checkbox', id: 'answers' }), ' ', ...both(sheetTexts.answers)]),
    h('p', both(sheetTexts.print)),
  ])
}

function question({ title, command, options, held, why, claims }: SheetQuestion, index: number): Element {
  const answers = held.map((at) => letterOf(at)).join(', ')
  return h('section', [
    h('h3', [`${index + 1}. `, ...both(title)]),
    h('pre', [h('code', command)]),
    h(
      'ol.options',
      options.map((option) => h('li', both(option))),
    ),
    h('div.answer', [
      h('p', [
        h('strong', [...both(sheetTexts.answer), ': ', ...(answers === '' ? both(sheetTexts.none) : [answers])]),
        ' ',
        ...both(why),
        ...claimsOf(claims),
      ]),
    ]),
  ])
}

const letterOf = (index: number): string => 'abcd'[index] ?? ''

function taskSection({ title, goal, solution, why, turns, claims }: Task<unknown>, index: number): Element {
  const wrong = turns.map(({ by, says }) => h('li', [h('code', shown(by)), h('br'), ...both(withoutValues(says))]))
  return h('section', [
    h('h3', [`${index + 1}. `, ...both(title)]),
    h('p', both(goal)),
    h('div.lines', [h('div'), h('div'), h('div')]),
    h('div.answer', [
      h('p', [h('strong', both(sheetTexts.way))]),
      h('pre', [h('code', shown(solution))]),
      h('p', [...both(upperFirst(why)), ...claimsOf(claims)]),
      ...(wrong.length === 0 ? [] : [h('p', [h('strong', both(sheetTexts.wrongTurns))]), h('ul', wrong)]),
    ]),
  ])
}

/** The commands as root types them. */
const shown = (commands: string): string => commands.replaceAll('ROOT ', '')

const withoutValues = ({ en, ja }: Text): Text => ({
  en: upperFirst({ en: en.replaceAll(/\{\w+\}/g, '…'), ja }).en,
  ja: ja.replaceAll(/\{\w+\}/g, '…'),
})

/** The lab says these after a colon. */
const upperFirst = ({ en, ja }: Text): Text => ({ en: en.charAt(0).toUpperCase() + en.slice(1), ja })

function claimsOf(claims: readonly string[]): ElementContent[] {
  return [{ type: 'text', value: ' ' }, h('span.claims', [...both(sheetTexts.claims), `: ${claims.join(' ')}`])]
}

/** A text in both languages, of which the style sheet shows one. */
function both({ en, ja }: Text): Element[] {
  return [h('span.en', { lang: 'en' }, withCode(en)), h('span.ja', { lang: 'ja' }, withCode(ja))]
}

/** What stands between backticks as code. */
function withCode(text: string): (string | Element)[] {
  return text.split('`').map((part, index) => (index % 2 === 1 ? h('code', part) : part))
}
