import type { Element } from 'hast'
import { s } from 'hastscript'
import type { NamespaceType } from '../../../instruments/evidence/types.ts'
import { ui } from '../ui/ui.ts'
import { type MapMembers, namespaceOrder } from './identities.ts'
import {
  boxGap,
  boxHeight,
  containerBox,
  headHeight,
  mapMargin,
  namespaceCell,
  rowHeight,
  svgText,
  svgTextInBoth,
} from './map-cells.ts'
import { waysIn } from './ways-in.ts'

interface Layout {
  readonly name: 'wide' | 'narrow'
  readonly width: number
  /** Number of the host's namespaces in a row. */
  readonly strip: number
  /** Number of containers in a row. */
  readonly boxes: number
  /** Width of a container. */
  readonly box: number
  /** Width of the arrows left of the containers; 0 puts the ways in into the first container instead. */
  readonly ways: number
}

export const mapLayouts: readonly Layout[] = [
  { name: 'wide', width: 1080, strip: 8, boxes: 3, box: 254, ways: 256 },
  { name: 'narrow', width: 340, strip: 2, boxes: 1, box: 312, ways: 0 },
]

const wayY = (type: NamespaceType | undefined) =>
  type === undefined ? 26 : headHeight + namespaceOrder.indexOf(type) * rowHeight + 14

/** Arrows to the first container: to its frame for all namespaces, to a row for one namespace. */
function arrows(x: number, y: number): Element[] {
  return waysIn.map(({ command, enters, says }) => {
    const [type] = enters ?? []
    const line = y + wayY(type)
    const to = x - (type === undefined ? 4 : -6)
    return s(
      'g',
      { className: ['way-in'], dataWay: command },
      svgText(mapMargin + 14, line + 1, 'way', command),
      ...svgTextInBoth(mapMargin + 14, line + 15, 'says', says),
      s('path', {
        className: ['arrow', type === undefined ? 'all' : 'one'],
        d: `M${mapMargin + 136} ${line - 4}H${to - 8}m0 -6l10 6l-10 6z`,
      }),
    )
  })
}

/** On a narrow screen, the way in is written into the row of its namespace. */
const tags = (x: number, y: number): Element[] =>
  waysIn.map(({ command, enters: [type] = [] }) =>
    s(
      'g',
      { className: ['way-in'], dataWay: command },
      svgText(
        x,
        y + (type === undefined ? 29 : headHeight + namespaceOrder.indexOf(type) * rowHeight + 19),
        'tag',
        `← ${command}`,
      ),
    ),
  )

/** A point for each namespace that a process on the host is in. Script moves it to the first container's, by `data-dx` and `data-dy`. */
function places(members: MapMembers, layout: Layout, left: number, top: number): Element[] {
  const [host, first] = members
  return namespaceOrder.flatMap((type, line) => {
    if (first === undefined || host.ids[type] === undefined || host.ids[type] === first.ids[type]) return []
    const { x, y, width } = hostCell(type, layout)
    const from = { x: x + width - 9, y }
    const to = { x: left + layout.box - 24, y: top + headHeight + line * rowHeight + 14 }
    return s('circle', {
      className: ['here'],
      cx: from.x,
      cy: from.y,
      r: 6,
      dataOf: type,
      dataDx: String(to.x - from.x),
      dataDy: String(to.y - from.y),
    })
  })
}

/** The map at one width. Without script it is a static picture. */
export function drawMap(members: MapMembers, layout: Layout): Element {
  const [, ...containers] = members
  const top = mapMargin + 40 + Math.ceil(namespaceOrder.length / layout.strip) * rowHeight + (layout.ways > 0 ? 30 : 14)
  const left = layout.ways > 0 ? layout.ways : mapMargin
  const boxes = containers.map((member, index) =>
    containerBox(
      members,
      member,
      index,
      left + (index % layout.boxes) * (layout.box + boxGap),
      top + Math.floor(index / layout.boxes) * (boxHeight + boxGap),
      layout.box,
    ),
  )
  const height = top + Math.ceil(containers.length / layout.boxes) * (boxHeight + boxGap) + mapMargin
  const entries = layout.ways > 0 ? arrows(left, top) : tags(left + 178, top)
  return s(
    'svg',
    {
      className: ['map', layout.name],
      viewBox: `0 0 ${layout.width} ${height}`,
      role: 'img',
      ariaLabelledBy: 'map-alt',
    },
    s('rect', { x: 1, y: 1, width: layout.width - 2, height: height - 2, rx: 12, className: ['ground'] }),
    ...svgTextInBoth(mapMargin + 14, mapMargin + 24, 'name', ui.host),
    ...hostStrip(members, layout),
    ...boxes,
    ...entries,
    ...places(members, layout, left, top),
  )
}

/** The host's own namespaces, in one row or several. */
function hostStrip(members: MapMembers, layout: Layout): Element[] {
  const [host] = members
  return namespaceOrder.map((type) =>
    namespaceCell(members, { member: host, type, ...hostCell(type, layout), colour: 'chost' }),
  )
}

function hostCell(type: NamespaceType, { width: whole, strip }: Layout) {
  const index = namespaceOrder.indexOf(type)
  const width = (whole - 2 * mapMargin - 2 * 14 - (strip - 1) * 8) / strip
  return {
    x: mapMargin + 14 + (index % strip) * (width + 8),
    y: mapMargin + 40 + Math.floor(index / strip) * rowHeight,
    width,
  }
}
