import type { Element } from 'hast'
import { h } from 'hastscript'
import type { Observation } from '../../../instruments/evidence/types.ts'
import { visible, visibleLine } from '../../../instruments/evidence/visible.ts'
import type { ClaimEvidence, TestEvidence } from '../../evidence/schema.ts'
import { both, fold, prose, textWithNumber } from '../page/dom.ts'
import { ui } from '../ui/ui.ts'
import { commandCode, shortenIds } from './panel.ts'

const maxOutput = 400

function cutOutput(text: string): string {
  const head = visible(text.slice(0, maxOutput)).split('\n').slice(0, 6).join('\n').trimEnd()
  return shortenIds(head.length < text.trimEnd().length ? `${head} …` : head)
}

function logEntry({ vantage, argv, exitCode, durationMs, stdout, stderr, leftOut }: Observation): Element {
  const outputs = [stdout, stderr].filter((text) => text !== '').map(cutOutput)
  const more = leftOut === undefined ? [] : [h('p', { className: ['note'] }, textWithNumber(ui.notKept, leftOut))]
  return h(
    'li',
    h(
      'span',
      { className: ['note'] },
      `${visibleLine(vantage)} · ${durationMs.toFixed(0)} ms · `,
      both(ui.exit),
      ` ${exitCode}`,
    ),
    h('div', { className: ['prompt'] }, commandCode(argv)),
    ...(outputs.length > 0 ? [h('pre', outputs.join('\n'))] : []),
    ...more,
  )
}

/** A test's title after its step. Older evidence has no Japanese title. */
function testTitle({ step, title, titleJa }: TestEvidence): Element[] {
  const en = step === undefined ? title : `${ui.step.en} ${step}, ${title}`
  if (titleJa === undefined) return [h('span', { lang: 'en', className: ['as-is'] }, prose(en))]
  return both({ en, ja: step === undefined ? titleJa : `${ui.step.ja} ${step}、${titleJa}` })
}

/** A test's role, title and status. */
export function testLine(test: TestEvidence): Element {
  const error = test.error === undefined ? [] : [h('pre', { className: ['error'] }, visible(test.error))]
  const role = h('span', { className: ['role', test.role] }, both(ui[test.role]))
  const status = h('span', { className: ['status', test.status] }, both(ui[test.status]))
  return h('div', { className: ['test'] }, h('p', role, ' ', testTitle(test), ' ', status), ...error)
}

/** All commands of a claim's tests, each with the beginning of its output. */
export function commandLog(claim: ClaimEvidence): Element {
  const commands = claim.tests.reduce((sum, { observations }) => sum + observations.length, 0)
  const tests = claim.tests.map((test) =>
    h('li', testLine(test), h('ol', { className: ['log'] }, test.observations.map(logEntry))),
  )
  return fold(textWithNumber(ui.commands, commands), [h('ul', { className: ['plain'] }, tests)])
}
