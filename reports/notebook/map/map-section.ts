import type { Element } from 'hast'
import { h } from 'hastscript'
import { visibleLine } from '../../../instruments/evidence/visible.ts'
import type { Evidence } from '../../evidence/schema.ts'
import { both, fold, scrollingTable, section } from '../page/dom.ts'
import { ui } from '../ui/ui.ts'
import { type MapMembers, measuredMembers, namespaceOrder } from './identities.ts'
import { drawMap, mapLayouts } from './map-svg.ts'

function table(members: MapMembers): Element {
  const [host, ...containers] = members
  const names = [
    h('th', { scope: 'col' }, both(ui.host)),
    ...containers.map(({ name }) => h('th', { scope: 'col' }, visibleLine(name))),
  ]
  const rows = namespaceOrder.map((type) =>
    h(
      'tr',
      h('th', { scope: 'row' }, type),
      members.map(({ ids }, index) => {
        const id = ids[type]
        if (id === undefined) return h('td', '–')
        return h(
          'td',
          h('code', visibleLine(id.split(':').at(-1) ?? id)),
          ' ',
          ...(index > 0 ? both(id === host.ids[type] ? ui.hosts : ui.own) : []),
        )
      }),
    ),
  )
  return h(
    'table',
    { className: ['plain-table'] },
    h('thead', h('tr', h('th', { scope: 'col' }, both(ui.type)), names)),
    h('tbody', rows),
  )
}

/** The host and its containers as boxes, drawn from the measured namespaces. */
export function mapSection(evidence: Evidence): Element {
  const members = measuredMembers(evidence)
  if (members === undefined) return section('map', ui.map, h('p', both(ui.mapMissing)))
  return section(
    'map',
    ui.map,
    h('p', { className: ['lead'] }, both(ui.mapLead)),
    h('p', { id: 'map-alt', className: ['sr'] }, both(ui.mapAlt)),
    h(
      'div',
      { className: ['drawing'] },
      mapLayouts.map((layout) => drawMap(members, layout)),
    ),
    h(
      'p',
      { id: 'map-status', className: ['scripted'], role: 'status' },
      h('span', { className: ['hint'] }, both(ui.mapChoose)),
      h(
        'span',
        { className: ['members'], hidden: true },
        h('code', { dataMapName: '' }),
        ' · ',
        both(ui.mapChosen),
        ': ',
        h('strong', { dataMapMembers: '' }),
      ),
    ),
    fold(both(ui.mapTable), [scrollingTable('map-table', ui.mapTable, table(members))]),
  )
}
