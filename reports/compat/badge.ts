import { toHtml } from 'hast-util-to-html'
import { s } from 'hastscript'
import { visibleLine } from '../../instruments/evidence/visible.ts'
import { textWidth } from '../terminal/text-width.ts'
import type { CompatClaim, KnownStatement } from './compat-schema.ts'

const characterWidth = 6.6
const padding = 8
const height = 20
const colours = { holds: '#1c6b3c', otherwise: '#a8261c', unknown: '#5b5850' } as const

/** A badge of one claim, to embed elsewhere: `ART-13 | holds: docker ≤20.10.24 – 26.1.5`. @returns SVG */
export function badgeOf(claim: CompatClaim): string {
  const { text, colour } = messageOf(claim)
  const [left, right] = [claim.id, text].map((part) => Math.ceil(textWidth(part) * characterWidth) + 2 * padding)
  const width = (left ?? 0) + (right ?? 0)
  const word = (x: number, of: string, length: number) =>
    s('text', { x, y: 14, fill: '#ffffff', textLength: length - 2 * padding }, of)
  const svg = s(
    'svg',
    { xmlns: 'http://www.w3.org/2000/svg', width, height, viewBox: `0 0 ${width} ${height}`, role: 'img' },
    s('title', visibleLine(`${claim.id}: ${claim.title.en} (${text})`)),
    s('rect', { width: left, height, fill: '#1e1d1a' }),
    s('rect', { x: left, width: right, height, fill: colour }),
    s(
      'g',
      { fontFamily: 'DejaVu Sans Mono, Consolas, Menlo, monospace', fontSize: 11 },
      word(padding, claim.id, left ?? 0),
      word((left ?? 0) + padding, text, right ?? 0),
    ),
  )
  return `${toHtml(svg, { space: 'svg' })}\n`
}

/** Silence is no success: without a statement that holds, it says unknown. */
function messageOf({ support, conflicts }: CompatClaim): { readonly text: string; readonly colour: string } {
  if (conflicts.length > 0) return { text: 'conflict', colour: colours.otherwise }
  const known = Object.entries(support).flatMap(([engine, statements]) =>
    statements.flatMap((statement) => (statement.outcome === 'unknown' ? [] : [{ engine, statement }])),
  )
  const of = (outcome: KnownStatement['outcome']) => known.filter(({ statement }) => statement.outcome === outcome)
  const otherwise = of('otherwise')
  if (otherwise.length > 0) return { text: `otherwise: ${ranges(otherwise)}`, colour: colours.otherwise }
  const holds = of('holds')
  if (holds.length > 0) return { text: `holds: ${ranges(holds)}`, colour: colours.holds }
  return { text: 'unknown', colour: colours.unknown }
}

interface OnEngine {
  readonly engine: string
  readonly statement: KnownStatement
}

/** Each engine once, from its first range to its last. */
function ranges(on: readonly OnEngine[]): string {
  const texts = on.map(({ engine, statement }) => `${engine} ${rangeText(statement)}`)
  return [...new Set(texts)].join(', ')
}

/** For example `≤20.10.24 – 26.1.5`; `20.10.24` after `≤` is not repeated. */
export function rangeText({
  version_added: added,
  version_last: last,
}: Pick<KnownStatement, 'version_added' | 'version_last'>): string {
  return added.endsWith(`≤${last}`) ? added : `${added} – ${last}`
}
