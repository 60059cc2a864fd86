import type { Element } from 'hast'
import { s } from 'hastscript'
import type { NamespaceType, Text } from '../../../instruments/evidence/types.ts'
import { visibleLine } from '../../../instruments/evidence/visible.ts'
import { ui } from '../ui/ui.ts'
import { type MapMember, type MapMembers, namespaceOrder, namesSharing } from './identities.ts'

export const rowHeight = 34
export const headHeight = 46
export const boxHeight = headHeight + namespaceOrder.length * rowHeight + 12
export const boxGap = 16
export const mapMargin = 14

export const svgText = (
  x: number,
  y: number,
  className: string,
  content: string,
  more: Readonly<Record<string, string>> = {},
) => s('text', { x, y, className: [className], ...more }, content)
export const svgTextInBoth = (x: number, y: number, className: string, text: Text) => [
  svgText(x, y, className, text.en, { lang: 'en' }),
  svgText(x, y, className, text.ja, { lang: 'ja' }),
]
const inode = (id: string) => visibleLine(id.split(':').at(-1) ?? id)

interface Cell {
  readonly member: MapMember
  readonly type: NamespaceType
  readonly x: number
  readonly y: number
  readonly width: number
  readonly colour: string
}

/** The cell of one namespace of the host or a container. */
export function namespaceCell(members: MapMembers, { member, type, x, y, width, colour }: Cell): Element {
  const id = member.ids[type]
  if (id === undefined)
    return s(
      'g',
      { className: ['ns', 'unknown'] },
      s('rect', { x, y, width, height: rowHeight - 6, rx: 5 }),
      svgText(x + 10, y + 19, 'type', type),
    )
  const who = namesSharing(members, type, id)
  const isHost = member === members[0]
  const shared = !isHost && who.includes(members[0].name)
  const label = shared
    ? svgTextInBoth(x + 72, y + 19, 'shared', ui.hosts)
    : [
        svgText(
          width < 150 ? x + width - 52 : x + 72,
          y + 19,
          'inode',
          width < 150 ? `…${inode(id).slice(-5)}` : inode(id),
        ),
      ]
  return s(
    'g',
    {
      className: ['ns', colour, ...(shared ? ['is-shared'] : [])],
      dataNs: `${type} ${inode(id)}`,
      dataOf: member === members[1] ? type : null,
      dataMembers: who.map(visibleLine).join(', '),
    },
    s('rect', { x, y, width, height: rowHeight - 6, rx: 5 }),
    svgText(x + 10, y + 19, 'type', type),
    ...label,
  )
}

/** The box of a container with its eight namespaces. */
export function containerBox(
  members: MapMembers,
  member: MapMember,
  index: number,
  x: number,
  y: number,
  width: number,
): Element {
  const colour = `c${index % 6}`
  const cells = namespaceOrder.map((type, line) =>
    namespaceCell(members, {
      member,
      type,
      x: x + 10,
      y: y + headHeight + line * rowHeight,
      width: width - 20,
      colour,
    }),
  )
  return s(
    'g',
    { className: ['box', colour] },
    s('rect', { x, y, width, height: boxHeight, rx: 10, className: ['frame'] }),
    svgText(x + 14, y + 29, 'name', visibleLine(member.name)),
    ...cells,
  )
}
