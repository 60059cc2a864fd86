import { describe, expect, test } from 'vitest'
import { assessEvidence } from '../evidence/assess-file.ts'
import type { Evidence } from '../evidence/schema.ts'
import { failing, holding, machineRun } from '../samples/machine-runs.ts'
import { payloads } from '../samples/sample-runs.ts'
import { annotationLines } from './annotations.ts'
import { type Baseline, judgeByBaseline } from './baseline.ts'
import { exitCodeOf, failOnValues, verdictOf } from './ci-verdict.ts'
import { jobSummary } from './job-summary.ts'

const issue = 'https://example.org/issues/1'
function told(run: Evidence, baseline: Baseline = []) {
  const judged = judgeByBaseline(run, baseline, '2026-11-27')
  const verdict = verdictOf(assessEvidence(run), judged)
  const lines = annotationLines(run, judged, (id) => `experiments/x/${id}.ts`)
  return { verdict, lines, summary: jobSummary(verdict, run, judged) }
}

describe('the summary of a job', () => {
  test('begins with the verdict, and ends with all claims, folded', () => {
    const { summary, verdict, lines } = told(machineRun([...holding('ART-12'), ...holding('ART-13')]))
    expect(verdict).toMatchObject({ verdict: 'as expected', code: 0 })
    expect(summary).toMatch(/^## ✔ nsproof: 2 claims came out as expected, or do not apply here\n/)
    expect(summary).toMatch(/<details><summary>All 2 claims<\/summary>[^]*\| ART-13 \|[^]*<\/details>\n$/)
    expect(summary).not.toMatch(/###/)
    expect(lines).toEqual([])
  })

  test('names what is unexpected, what changed since the baseline, and what the baseline knows', () => {
    const baseline = [
      { claim: 'ART-13', when: {}, reason: 'known *here*', issue, until: '2026-12-31' },
      { claim: 'ART-14', when: {}, reason: 'was so', issue, until: '2026-12-31' },
      { claim: 'ART-15', when: { engine: 'podman' as const }, reason: 'old', issue, until: '2026-01-01' },
    ]
    const { summary, verdict, lines } = told(
      machineRun([...failing('ART-12'), ...failing('ART-13'), ...holding('ART-14')]),
      baseline,
    )
    expect(verdict).toMatchObject({ verdict: 'otherwise', code: 1, line: '1 of 3 claims came out otherwise: ART-12' })
    const [changed = '', unexpected = '', known = ''] = summary.split('### ').slice(1)
    expect(changed.split('\n').filter((line) => line.startsWith('-'))).toEqual([
      expect.stringContaining('**ART-12** came out otherwise'),
      expect.stringContaining('**ART-14** came out as expected again'),
      expect.stringContaining('**ART-15** its entry expired on 2026-01-01'),
    ])
    expect(unexpected).toContain('AssertionError: seen otherwise')
    expect(unexpected).not.toContain('ART-13')
    expect(known).toContain(String.raw`**ART-13** otherwise: known \*here\*`)
    expect(lines.map((line) => line.split('::')[1])).toEqual([
      'error file=experiments/x/ART-12.ts,title=ART-12 came out otherwise',
      'error file=experiments/x/ART-14.ts,title=ART-14 came out as expected again',
      'error file=experiments/x/ART-15.ts,title=ART-15%3A its entry in the baseline expired on 2026-01-01',
    ])
  })

  test('fails for an entry that no longer applies, and for one that expired, though all is as expected', () => {
    const run = machineRun(holding('ART-12'))
    const fixed = [{ claim: 'ART-12', when: {}, reason: 'x', issue, until: '2026-12-31' }]
    const expired = [{ claim: 'ART-99', when: {}, reason: 'x', issue, until: '2026-01-01' }]
    for (const baseline of [fixed, expired])
      expect(told(run, baseline).verdict).toMatchObject({ verdict: 'baseline is out of date', code: 1 })
  })

  test('tells a broken apparatus from a claim that came out otherwise, and a failed machine from both', () => {
    const broken = machineRun(holding('ART-12').map((one) => ({ ...one, status: 'broken' as const })))
    expect(told(broken).verdict).toMatchObject({ verdict: 'apparatus broke', code: 3 })
    const failed = verdictOf({ outcome: 'machine failed', reasons: ['there is no evidence'] }, undefined)
    expect(failed).toMatchObject({
      verdict: 'machine failed',
      code: 3,
      line: 'Nothing was proved: there is no evidence',
    })
    expect(jobSummary(failed, undefined, undefined)).toBe('## ⚠ nsproof: Nothing was proved: there is no evidence\n')
    expect(failOnValues.map((value) => exitCodeOf(failed, value))).toEqual([3, 0, 0])
    expect(failOnValues.map((value) => exitCodeOf(told(machineRun(failing('ART-12'))).verdict, value))).toEqual([
      1, 1, 0,
    ])
  })

  test('stays below 1 MiB, and text from a machine is neither Markdown nor HTML nor a command', () => {
    const ids = Array.from({ length: 102 }, (_, index) => `NET-${index + 1}`)
    const error = `AssertionError: ${payloads.join('\n')}\n::error::x\n| a | b |\n${'x'.repeat(100_000)}`
    const tests = ids.flatMap((id) => failing(id).map((one) => ({ ...one, ...(one.status === 'failed' && { error }) })))
    const run = machineRun(tests)
    const hostile = { ...run, claims: run.claims.map((claim) => ({ ...claim, reason: error })) }
    const { summary, lines } = told(hostile)
    expect(summary.length).toBeLessThan(1_000_000)
    expect(summary).not.toMatch(/<(?!\/?(?:details|summary)>)|^::/m)
    expect(lines).toHaveLength(10)
    expect(lines.join('\n').split('\n')).toHaveLength(10)
  })
})
