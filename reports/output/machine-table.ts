import type { Evidence } from '../evidence/schema.ts'
import { padToWidth, textWidth } from '../terminal/text-width.ts'

type Language = 'en' | 'ja'

const headings: Readonly<Record<Language, readonly string[]>> = {
  en: ['System', 'Kernel', 'cgroup', 'Engine', 'User', 'npm', 'Images', 'Claims'],
  ja: ['システム', 'カーネル', 'cgroup', 'エンジン', 'ユーザー', 'npm', 'イメージ', '主張'],
}

const words = {
  en: { own: 'started by nsproof', images: { official: 'official', 'stand-in': 'stand-ins' } },
  ja: { own: 'nsproof が起動', images: { official: '公式', 'stand-in': '代用' } },
} as const

const begin = '<!-- machines: written by npm run seen -->'
const end = '<!-- end of machines -->'

/** One row for each run, with its machine and the counts of its claims. Equal rows are written once. @returns Markdown */
export function machineTable(runs: readonly Evidence[], lang: Language): string {
  const rows = runs.map((run) => cells(run, lang)).toSorted((a, b) => a.join().localeCompare(b.join(), 'en'))
  const all = [headings[lang], ...rows]
  const widths = headings[lang].map((_, column) => Math.max(...all.map((row) => textWidth(row[column] ?? ''))))
  const line = (row: readonly string[]) =>
    `| ${row.map((text, column) => padToWidth(text, widths[column] ?? 0)).join(' | ')} |`
  const rule = widths.map((width) => '-'.repeat(width))
  return [line(headings[lang]), line(rule), ...new Set(rows.map(line))].join('\n')
}

/**
 * Replaces the table between the two marks of a README.
 * @throws Error if a mark is missing
 */
export function withMachineTable(readme: string, table: string): string {
  const from = readme.indexOf(begin)
  const to = readme.indexOf(end)
  if (from < 0 || to < from)
    throw new Error(`the README has no place for the table: add the lines "${begin}" and "${end}"`)
  return `${readme.slice(0, from + begin.length)}\n\n${table}\n\n${readme.slice(to)}`
}

function cells({ profile, subjects, claims }: Evidence, lang: Language): readonly string[] {
  const { engine, kernel, os, tools, user } = profile
  const own = engine.kind === 'private' ? ` (${words[lang].own})` : ''
  const sources = [...new Set(subjects.map(({ source }) => words[lang].images[source]))]
  return [
    os,
    `${kernel.release} ${kernel.arch}`,
    `v${engine.cgroupVersion}`,
    `${engine.name === 'podman' ? 'Podman' : 'Docker'} ${engine.version}${own}`,
    user.uid === 0 ? 'root' : 'sudo',
    tools['npm'] ?? '?',
    sources.join(', ') || '?',
    outcome(claims, lang),
  ].map((text) => text.replaceAll('|', '\\|'))
}

/** For example `66: 63 as expected, 3 not applicable`. */
function outcome(claims: Evidence['claims'], lang: Language): string {
  const names = {
    'as-expected': { en: 'as expected', ja: '予想どおり' },
    'not-applicable': { en: 'not applicable', ja: '対象外' },
    unexpected: { en: 'unexpected', ja: '予想外' },
    broken: { en: 'broken', ja: '故障' },
  } as const
  const statuses = Object.keys(names) as (keyof typeof names)[]
  const parts = statuses.flatMap((status) => {
    const count = claims.filter((claim) => claim.status === status).length
    if (count === 0) return []
    return [lang === 'en' ? `${count} ${names[status].en}` : `${names[status].ja} ${count}`]
  })
  return `${claims.length}: ${parts.join(', ')}`
}
