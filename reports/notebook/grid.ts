import type { Element } from 'hast'
import { h } from 'hastscript'
import { commandLine } from '../../instruments/evidence/transcript.ts'
import type { Text } from '../../instruments/evidence/types.ts'
import { visibleLine } from '../../instruments/evidence/visible.ts'
import type { Grid } from '../schema.ts'
import { both, fold, scrollingTable, section } from './dom.ts'
import { factsAsText } from './facts.ts'
import { shortenIds } from './transcript.ts'
import { ui } from './ui.ts'

type Cell = Grid['cells'][number]

const classes: Readonly<Record<string, Text>> = {
  host: { en: 'host’s', ja: 'ホスト' },
  container: { en: 'container’s', ja: 'コンテナ' },
  new: { en: 'new', ja: '新規' },
  fails: { en: 'fails', ja: '不可' },
}
const most = 600

const named = (text: string) => both(classes[text] ?? { en: text, ja: text })
const kind = (text: string) => (Object.hasOwn(classes, text) ? `k-${text}` : 'k-other')

interface Places {
  readonly rows: readonly string[]
  readonly columns: readonly string[]
}

const idOf = (cell: Cell, { rows, columns }: Places) => `cell-${rows.indexOf(cell.row)}-${columns.indexOf(cell.column)}`

function inTable(cell: Cell | undefined, places: Places): Element {
  if (cell === undefined) return h('td', '–')
  const unexpected = cell.class === cell.expected ? [] : [h('strong', ' ≠ '), ...named(cell.expected)]
  return h(
    'td',
    { className: [kind(cell.class), ...(unexpected.length > 0 ? ['odd'] : [])], dataKind: visibleLine(cell.class) },
    h('a', { href: `#${idOf(cell, places)}` }, named(cell.class), unexpected),
  )
}

const pick = (kindOfLine: 'row' | 'column', name: string) =>
  h('label', h('input', { type: 'checkbox', className: ['scripted'], dataPick: kindOfLine }), ' ', visibleLine(name))

function row(grid: Grid, name: string): Element {
  const cells = grid.columns.map((column) =>
    inTable(
      grid.cells.find((cell) => cell.row === name && cell.column === column),
      grid,
    ),
  )
  return h('tr', h('th', { scope: 'row' }, pick('row', name)), cells)
}

function transcript(cell: Cell, places: Places): Element {
  const { observation } = cell
  const said =
    factsAsText(observation) ?? [observation.stdout, observation.stderr].filter((text) => text !== '').join('\n')
  const cut = said.length > most ? `${said.slice(0, most)} …` : said
  const lines = cut.split('\n').map(visibleLine).join('\n').trimEnd()
  return h(
    'li',
    { id: idOf(cell, places), className: ['cell'], tabIndex: -1 },
    h(
      'p',
      h('strong', visibleLine(`${cell.row} · ${cell.column}`)),
      ': ',
      named(cell.class),
      ' (',
      both(ui.gridExpected),
      ': ',
      named(cell.expected),
      ')',
    ),
    h('pre', h('code', shortenIds(commandLine(observation.argv)))),
    h('pre', shortenIds(lines) || '–'),
    ...(observation.exitCode === 0 ? [] : [h('p', { className: ['exit'] }, both(ui.exit), ` ${observation.exitCode}`)]),
  )
}

/** Every way in against every question, as a heat map; each cell leads to what was seen. */
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
  const names = Object.keys(classes).map((name) => h('span', { className: [kind(name)] }, named(name)))
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
  const heads = grid.columns.map((column) => h('th', { scope: 'col' }, pick('column', column)))
  const rows = grid.rows.map((name) => row(grid, name))
  const head = h('thead', h('tr', h('th', { scope: 'col' }, both(ui.gridRows)), heads))
  return h('table', { className: ['grid'] }, head, h('tbody', rows))
}

function transcripts(grid: Grid): Element {
  const cells = grid.cells.map((cell) => transcript(cell, grid))
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
