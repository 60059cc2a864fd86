import type { Element } from 'hast'
import { h } from 'hastscript'
import type { Observation } from '../../../instruments/evidence/types.ts'
import { visible, visibleLine } from '../../../instruments/evidence/visible.ts'
import type { ClaimEvidence, TestEvidence } from '../../evidence/schema.ts'
import { both, fold, prose, textWithNumber } from '../page/dom.ts'
import { ui } from '../ui/ui.ts'
import { commandText } from './typed-command.ts'

/** The command as it was run, from where, and how it ended. Its output is in Allure's page. */
function logEntry({ vantage, argv, exitCode, durationMs }: Observation): Element {
  const exit = exitCode === 0 ? [] : [' · ', both(ui.exit), ` ${exitCode}`]
  return h(
    'li',
    h('small', `${visibleLine(vantage)} · ${durationMs.toFixed(0)} ms`, exit),
    h('code', commandText(argv)),
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

/** All commands of a claim's tests as they were run. */
export function commandLog(claim: ClaimEvidence): Element {
  const commands = claim.tests.reduce((sum, { observations }) => sum + observations.length, 0)
  const tests = claim.tests.flatMap(({ role, observations }, index) => [
    h('p', { className: ['note'] }, h('b', `${index + 1}. `, both(ui[role]))),
    h('ol', { className: ['log'] }, observations.map(logEntry)),
  ])
  return fold(textWithNumber(ui.commands, commands), tests)
}
