import type { Element } from 'hast'
import { s } from 'hastscript'
import type { NamespaceType, Text } from '../../instruments/evidence/types.ts'
import { visibleLine } from '../../instruments/evidence/visible.ts'
import { type Member, type Members, sharing, types } from './identities.ts'
import { ui } from './ui.ts'

interface Layout {
  readonly name: 'wide' | 'narrow'
  readonly width: number
  /** Host's namespaces in one line. */
  readonly strip: number
  readonly boxes: number
  readonly box: number
  /** Room left of the containers for the ways in; without it they stand in the first container. */
  readonly ways: number
}

export const layouts: readonly Layout[] = [
  { name: 'wide', width: 1080, strip: 8, boxes: 3, box: 254, ways: 256 },
  { name: 'narrow', width: 340, strip: 2, boxes: 1, box: 312, ways: 0 },
]

const row = 34
const head = 46
const boxHeight = head + types.length * row + 12
const gap = 16
const margin = 14

type Way = readonly [command: string, type: NamespaceType | undefined, says: Text]
const ways: readonly Way[] = [
  ['docker exec', undefined, ui.enterAll],
  ['nsenter --pid', 'pid', ui.enterPid],
  ['ip netns exec', 'net', ui.enterNet],
]

const at = (x: number, y: number, className: string, content: string, more: Readonly<Record<string, string>> = {}) =>
  s('text', { x, y, className: [className], ...more }, content)
const inBoth = (x: number, y: number, className: string, text: Text) => [
  at(x, y, className, text.en, { lang: 'en' }),
  at(x, y, className, text.ja, { lang: 'ja' }),
]
const inode = (id: string) => visibleLine(id.split(':').at(-1) ?? id)

interface Cell {
  readonly member: Member
  readonly type: NamespaceType
  readonly x: number
  readonly y: number
  readonly width: number
  readonly colour: string
}

function cell(members: Members, { member, type, x, y, width, colour }: Cell): Element {
  const id = member.ids[type]
  if (id === undefined)
    return s(
      'g',
      { className: ['ns', 'unknown'] },
      s('rect', { x, y, width, height: row - 6, rx: 5 }),
      at(x + 10, y + 19, 'type', type),
    )
  const who = sharing(members, type, id)
  const isHost = member === members[0]
  const shared = !isHost && who.includes(members[0].name)
  const label = shared
    ? inBoth(x + 72, y + 19, 'shared', ui.hosts)
    : [at(width < 150 ? x + width - 52 : x + 72, y + 19, 'inode', width < 150 ? `…${inode(id).slice(-5)}` : inode(id))]
  return s(
    'g',
    {
      className: ['ns', colour, ...(shared ? ['is-shared'] : [])],
      dataNs: `${type} ${inode(id)}`,
      dataMembers: who.map(visibleLine).join(', '),
    },
    s('rect', { x, y, width, height: row - 6, rx: 5 }),
    at(x + 10, y + 19, 'type', type),
    ...label,
  )
}

function container(members: Members, member: Member, index: number, x: number, y: number, width: number): Element {
  const colour = `c${index % 6}`
  const cells = types.map((type, line) =>
    cell(members, { member, type, x: x + 10, y: y + head + line * row, width: width - 20, colour }),
  )
  return s(
    'g',
    { className: ['box', colour] },
    s('rect', { x, y, width, height: boxHeight, rx: 10, className: ['frame'] }),
    at(x + 14, y + 29, 'name', visibleLine(member.name)),
    ...cells,
  )
}

const wayY = (type: NamespaceType | undefined) => (type === undefined ? 26 : head + types.indexOf(type) * row + 14)

/** Arrows from the left to the first container: its frame for all namespaces, a row for one. */
function arrows(x: number, y: number): Element[] {
  return ways.flatMap(([command, type, says]) => {
    const line = y + wayY(type)
    const to = x - (type === undefined ? 4 : -6)
    return [
      at(margin + 14, line + 1, 'way', command),
      ...inBoth(margin + 14, line + 15, 'says', says),
      s('path', {
        className: ['arrow', type === undefined ? 'all' : 'one'],
        d: `M${margin + 136} ${line - 4}H${to - 8}m0 -6l10 6l-10 6z`,
      }),
    ]
  })
}

/** On a narrow screen the way stands in the row that it leads to. */
const tags = (x: number, y: number): Element[] =>
  ways.map(([command, type]) =>
    at(x, y + (type === undefined ? 29 : head + types.indexOf(type) * row + 19), 'tag', `← ${command}`),
  )

/** The map at one width. Without script it is a picture; the table beneath says the same. */
export function drawing(members: Members, layout: Layout): Element {
  const [host, ...containers] = members
  const stripWidth = (layout.width - 2 * margin - 2 * 14 - (layout.strip - 1) * 8) / layout.strip
  const strip = types.map((type, index) =>
    cell(members, {
      member: host,
      type,
      x: margin + 14 + (index % layout.strip) * (stripWidth + 8),
      y: margin + 40 + Math.floor(index / layout.strip) * row,
      width: stripWidth,
      colour: 'chost',
    }),
  )
  const top = margin + 40 + Math.ceil(types.length / layout.strip) * row + (layout.ways > 0 ? 30 : 14)
  const left = layout.ways > 0 ? layout.ways : margin
  const boxes = containers.map((member, index) =>
    container(
      members,
      member,
      index,
      left + (index % layout.boxes) * (layout.box + gap),
      top + Math.floor(index / layout.boxes) * (boxHeight + gap),
      layout.box,
    ),
  )
  const height = top + Math.ceil(containers.length / layout.boxes) * (boxHeight + gap) + margin
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
    ...inBoth(margin + 14, margin + 24, 'name', ui.host),
    ...strip,
    ...boxes,
    ...entries,
  )
}
