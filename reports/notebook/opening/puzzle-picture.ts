import type { Element } from 'hast'
import { s } from 'hastscript'
import type { SubjectRecord, Text } from '../../../instruments/evidence/types.ts'
import { visibleLine } from '../../../instruments/evidence/visible.ts'
import type { ShownObservation } from '../claim/choose-views.ts'
import { ownersOf, psRows } from '../claim/process-owners.ts'
import { ui } from '../ui/ui.ts'

const width = 360
const height = 236
const pitch = 9
const perRow = 36
const maxDots = perRow * 4

interface Process {
  /** The container's name; absent for a process of the host. */
  readonly owner?: string
}

/** The processes of the host, from a list of `ps` there. Processes of which only the number was kept come last. */
function processesIn({ observation }: ShownObservation, subjects: readonly SubjectRecord[]): readonly Process[] {
  const rows = psRows(observation) ?? []
  const owners = ownersOf(observation, subjects)
  const kept = rows.map(({ pid }) => {
    const owner = owners.get(pid)
    return owner === undefined ? {} : { owner }
  })
  return [...kept, ...Array.from({ length: observation.leftOut ?? 0 }, () => ({}))]
}

const text = (x: number, y: number, className: string, content: string) =>
  s('text', { x, y, className: [className] }, visibleLine(content))

const textInBoth = (x: number, y: number, className: readonly string[], { en, ja }: Text) => [
  s('text', { x, y, className: [...className], lang: 'en' }, en),
  s('text', { x, y, className: [...className], lang: 'ja' }, ja),
]

const dots = (count: number, x: number, y: number, columns: number, className: string): Element[] =>
  Array.from({ length: count }, (_, index) =>
    s('circle', {
      cx: x + (index % columns) * pitch,
      cy: y + Math.floor(index / columns) * pitch,
      r: 2.6,
      className: ['dot', className],
    }),
  )

/** A container with its name and its processes. */
function box({ name }: SubjectRecord, index: number, count: number): Element {
  const x = 14 + index * 114
  return s(
    'g',
    { className: [`c${index % 6}`] },
    s('rect', { x, y: 84, width: 104, height: 62, rx: 7, className: ['frame'] }),
    text(x + 10, 103, 'name', name),
    ...dots(Math.min(count, 20), x + 13, 118, 10, 'own'),
  )
}

function withCount(label: Text, n: number): Text {
  return { en: label.en.replace('{n}', String(n)), ja: label.ja.replace('{n}', String(n)) }
}

/** The two ways into the first container. What `ps` lists by the second one shows when the answer is unfolded. */
function ways(inside: number, onHost: number): Element[] {
  const exec = withCount(ui.psLists, inside)
  const netns = withCount(ui.psLists, onHost)
  return [
    s('path', { className: ['arrow'], d: 'M46 192V160' }),
    s('path', { className: ['head'], d: 'M46 152l-6 10h12z' }),
    s('path', { className: ['arrow'], d: 'M214 192V172H92V160' }),
    s('path', { className: ['head'], d: 'M92 152l-6 10h12z' }),
    text(14, 208, 'way', 'docker exec'),
    ...textInBoth(14, 225, ['says'], exec),
    text(180, 208, 'way', 'ip netns exec'),
    ...textInBoth(180, 225, ['says', 'asked'], ui.psAsks),
    ...textInBoth(180, 225, ['says', 'answered'], netns),
  ]
}

/**
 * The puzzle as a picture, from the two views of ART-14: nginx's list by `docker exec`, and the list by `ip netns exec`.
 * Undefined if one of the two is no list of processes.
 */
export function puzzlePicture(
  [left, right]: readonly ShownObservation[],
  subjects: readonly SubjectRecord[],
): Element | undefined {
  const inside = left && psRows(left.observation)
  if (inside === undefined || right === undefined || psRows(right.observation) === undefined) return undefined
  const all = processesIn(right, subjects)
  const others = all.filter(({ owner }) => owner === undefined).length
  const boxes = subjects
    .slice(0, 3)
    .map((subject, index) => box(subject, index, all.filter(({ owner }) => owner === subject.name).length))
  return s(
    'svg',
    {
      className: ['puzzle'],
      viewBox: `0 0 ${width} ${height}`,
      role: 'img',
      ariaLabelledBy: 'picture-alt',
    },
    s('rect', { x: 1, y: 1, width: width - 2, height: 156, rx: 10, className: ['ground'] }),
    ...textInBoth(14, 23, ['name'], ui.host),
    ...dots(Math.min(others, maxDots), 18, 38, perRow, 'hosts'),
    ...boxes,
    ...ways(inside.length, all.length),
  )
}
