import { readFileSync } from 'node:fs'
import { type Evidence, type Grid, parseEvidence } from '../evidence/schema.ts'
import { passedPair, sampleClaim, sampleEvidence, sampleObservation } from './synthetic.ts'

/** Evidence of a real run with seven claims of the article, without a census. */
export const articleRun = (): Evidence =>
  parseEvidence(JSON.parse(readFileSync(new URL('article.json', import.meta.url), 'utf8')))

const rows = ['host', 'docker exec', 'ip netns exec', 'nsenter --pid']
const columns = ['pid namespace', 'processes', 'own PID', 'interfaces', 'hostname']
const classes = ['host', 'container', 'new']

/** An invented grid; one cell is not as expected. */
const grid = (): Grid => ({
  rows,
  columns,
  cells: rows.flatMap((row, r) =>
    columns.map((column, c) => {
      const seen = classes[(r * c) % 3] ?? 'host'
      const stdout = `${row} sees ${column}\n`
      return {
        row,
        column,
        class: seen,
        expected: r === 3 && c === 4 ? 'new' : seen,
        observation: sampleObservation({ stdout }),
      }
    }),
  ),
})

/** The real run with a grid and two claims beyond the article. */
export const wholeRun = (): Evidence => {
  const beyond = sampleEvidence([
    ...passedPair(sampleClaim('NET-03')),
    ...passedPair(
      sampleClaim('PID-02', { topic: 'pid', lesson: { en: 'seen only in print', ja: '印刷のときだけ見える' } }),
    ),
  ])
  const run = articleRun()
  return { ...run, claims: [...run.claims, ...beyond.claims], grid: grid() }
}

/** Hostile text for argv, labels and names. Each payload calls `canary()` if it is not escaped. */
export const payloads = [
  '<script>canary(1)</script>',
  '<img src=x onerror=canary(2)>',
  '"><svg onload=canary(3)>',
  '</style></title></textarea><script>canary(4)</script>',
  "' autofocus onfocus=canary(5) x='",
  'javascript:canary(6)',
  '</pre></code><iframe srcdoc="<script>parent.canary(7)</script>">',
  '[x](javascript:canary(8)) `<img src=x onerror=canary(9)>`',
  '\u202e\u0000\u001b[31m',
] as const

/** Evidence with hostile text in every field that comes from outside. */
export function hostileRun(): Evidence {
  const all = payloads.join(' ')
  const text = { en: all, ja: all }
  const seen = (more: string) =>
    sampleObservation({
      probe: all,
      vantage: `${all} ${more}`,
      steps: [{ kind: 'program', label: all, words: 1, program: all }],
      argv: ['echo', ...payloads, more],
      stdout: `${payloads.join('\n')}\n${more}\n`,
      stderr: all,
      exitCode: 1,
    })
  const run = sampleEvidence(
    passedPair(
      sampleClaim('ART-12', {
        title: text,
        why: text,
        lesson: text,
        passage: all,
        source: [...payloads, `https://x.example/${all}`],
      }),
    ).map((test) => ({ ...test, title: all, titleJa: all, observations: [seen('a'), seen('b')] })),
  )
  const real = articleRun()
  const subjects = real.subjects.map((subject, index) => ({
    ...subject,
    name: `${payloads[index]}${payloads[4]}`,
    image: all,
  }))
  const hostileClaims = real.claims.map((each) => ({
    ...each,
    reason: all,
    tests: each.tests.map((test) => ({
      ...test,
      error: all,
      observations: test.observations.map((one) => ({
        ...one,
        vantage: `${one.vantage} ${all}`,
        stdout: `${one.stdout}${all}\n`,
      })),
    })),
  }))
  const cells = grid()
    .cells.map((cell) => ({ ...cell, row: all, column: all, class: all, observation: seen('c') }))
    .slice(0, 1)
  const profile = { ...real.profile, os: all, kernel: { ...real.profile.kernel, release: all } }
  const census = { before: [all], after: [all], same: false, differences: [...payloads] }
  return {
    ...real,
    claims: [...run.claims, ...hostileClaims.filter(({ id }) => id !== 'ART-12')],
    subjects,
    profile,
    census,
    engine: all,
    grid: { rows: [all], columns: [all], cells },
  }
}
