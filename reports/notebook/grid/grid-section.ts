import type { Element } from 'hast'
import { h } from 'hastscript'
import { commandLine } from '../../../instruments/evidence/text-transcript.ts'
import type { Text } from '../../../instruments/evidence/types.ts'
import { visibleLine } from '../../../instruments/evidence/visible.ts'
import type { Grid } from '../../evidence/schema.ts'
import { factsAsText } from '../claim/facts-as-text.ts'
import { shortenIds } from '../claim/typed-command.ts'
import { both, fold, scrollingTable, section } from '../page/dom.ts'
import { ui } from '../ui/ui.ts'

type Cell = Grid['cells'][number]

const classes: Readonly<Record<string, Text>> = {
  host: { en: 'host’s', ja: 'ホスト' },
  container: { en: 'container’s', ja: 'コンテナ' },
  new: { en: 'new', ja: '新規' },
  fails: { en: 'fails', ja: '不可' },
}
/** Longer output is cut at this number of characters. */
const maxOutput = 600

const classLabel = (text: string) => both(classes[text] ?? { en: text, ja: text })
const cssClass = (text: string) => (Object.hasOwn(classes, text) ? `k-${text}` : 'k-other')

interface Places {
  readonly rows: readonly string[]
  readonly columns: readonly string[]
}

const idOf = (cell: Cell, { rows, columns }: Places) => `cell-${rows.indexOf(cell.row)}-${columns.indexOf(cell.column)}`

function gridCell(cell: Cell | undefined, places: Places): Element {
  if (cell === undefined) return h('td', '–')
  const unexpected = cell.class === cell.expected ? [] : [h('strong', ' ≠ '), ...classLabel(cell.expected)]
  return h(
    'td',
    { className: [cssClass(cell.class), ...(unexpected.length > 0 ? ['odd'] : [])], dataKind: visibleLine(cell.class) },
    h('a', { href: `#${idOf(cell, places)}` }, classLabel(cell.class), unexpected),
  )
}

const pickBox = (axis: 'row' | 'column', name: string) =>
  h('label', h('input', { type: 'checkbox', className: ['scripted'], dataPick: axis }), ' ', visibleLine(name))

function row(grid: Grid, name: string): Element {
  const cells = grid.columns.map((column) =>
    gridCell(
      grid.cells.find((cell) => cell.row === name && cell.column === column),
      grid,
    ),
  )
  return h('tr', h('th', { scope: 'row' }, pickBox('row', name)), cells)
}

function cellTranscript(cell: Cell, places: Places): Element {
  const { observation } = cell
  const output =
    factsAsText(observation) ?? [observation.stdout, observation.stderr].filter((text) => text !== '').join('\n')
  const cut = output.length > maxOutput ? `${output.slice(0, maxOutput)} …` : output
  const lines = cut.split('\n').map(visibleLine).join('\n').trimEnd()
  return h(
    'li',
    { id: idOf(cell, places), className: ['cell'], tabIndex: -1 },
    h(
      'p',
      h('strong', visibleLine(`${cell.row} · ${cell.column}`)),
      ': ',
      classLabel(cell.class),
      ' (',
      both(ui.gridExpected),
      ': ',
      classLabel(cell.expected),
      ')',
    ),
    h('pre', h('code', shortenIds(commandLine(observation.argv)))),
    h('pre', shortenIds(lines) || '–'),
    ...(observation.exitCode === 0 ? [] : [h('p', { className: ['exit'] }, both(ui.exit), ` ${observation.exitCode}`)]),
  )
}

/** The grid as a heat map: a row for each way in, a column for each question. A cell links to its transcript. */
export function gridSection(grid: Grid): Element {
  return section(
    'grid',
    ui.grid,
    h('p', { className: ['lead'] }, both(ui.gridLead)),
    legend(),
    buttons(),
    scrollingTable('grid-table', ui.gridTable, heatMap(grid)),
    transcripts(grid),
    dialog(),
  )
}

function legend(): Element {
  const names = Object.keys(classes).map((name) => h('span', { className: [cssClass(name)] }, classLabel(name)))
  return h('p', { className: ['legend'] }, names)
}

function buttons(): Element {
  return h(
    'p',
    { className: ['scripted'] },
    h('button', { type: 'button', dataGrid: 'compare' }, both(ui.gridPick)),
    ' ',
    h('button', { type: 'button', dataGrid: 'all' }, both(ui.gridReset)),
  )
}

function heatMap(grid: Grid): Element {
  const heads = grid.columns.map((column) => h('th', { scope: 'col' }, pickBox('column', column)))
  const rows = grid.rows.map((name) => row(grid, name))
  const head = h('thead', h('tr', h('th', { scope: 'col' }, both(ui.gridRows)), heads))
  return h('table', { className: ['grid'] }, head, h('tbody', rows))
}

function transcripts(grid: Grid): Element {
  const cells = grid.cells.map((cell) => cellTranscript(cell, grid))
  return fold(both(ui.gridTranscripts), [h('ul', { className: ['plain', 'cells'] }, cells)])
}

/** Shows one cell's transcript; the page's script fills it. */
function dialog(): Element {
  return h(
    'dialog',
    { id: 'cell-dialog', ariaLabelledBy: 'grid-h' },
    h('div', { dataDialogBody: '' }),
    h('form', { method: 'dialog' }, h('button', both(ui.close))),
  )
}
