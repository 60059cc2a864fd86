import type { Element } from 'hast'
import { h } from 'hastscript'
import type { Text } from '../../../instruments/evidence/types.ts'
import { visibleLine } from '../../../instruments/evidence/visible.ts'
import type { Evidence } from '../../evidence/schema.ts'
import { copyableCommands } from '../claim/try-it.ts'
import { ui } from '../ui/ui.ts'
import { both, type Content, fold, section } from './dom.ts'

const codeList = (lines: readonly string[]) =>
  h(
    'ul',
    lines.map((line) => h('li', h('code', visibleLine(line)))),
  )

function cleanUpReport({ census }: Evidence): Content[] {
  if (census === undefined) return [h('p', both(ui.censusMissing))]
  const outcome = census.same
    ? [h('p', both(ui.censusSame))]
    : [h('p', both(ui.censusDiffers)), codeList(census.differences)]
  return census.after.length === 0 ? outcome : [...outcome, fold(both(ui.censusList), [codeList(census.after)])]
}

/** Commands for the reader, and what the census found after the run. */
export function runningSection(evidence: Evidence): Element {
  const commands: readonly (readonly [string, Text])[] = [
    ['npm start', ui.runArticle],
    ['npm start -- --all', ui.runAll],
    ['npm start -- ART-14', ui.runOne],
    ['npm start -- --keep', ui.runKeep],
    ['npm run clean', ui.takeAway],
    ['npm run tour', ui.runTour],
    ['npm run lab', ui.runLab],
    ['npm run report -- evidence.json', ui.runReport],
  ]
  const rows = commands.map(([line, text]) => h('li', copyableCommands([line]), h('span', both(text))))
  return section(
    'run',
    ui.running,
    h('ul', { className: ['run-list', 'plain'] }, rows),
    h('h3', both(ui.putBack)),
    ...cleanUpReport(evidence),
    h('p', { className: ['note'] }, both(ui.more)),
  )
}
