import { describe, expect, test } from 'vitest'
import type { ClaimEvidence } from '../../reports/evidence/schema.ts'
import { explainExit } from './explain-exit.ts'
import { worstExitCode } from './run-command.ts'

const claim = (id: string, status: ClaimEvidence['status']): ClaimEvidence => ({
  id,
  topic: 'article',
  title: { en: '', ja: '' },
  why: { en: '', ja: '' },
  lesson: { en: '', ja: '' },
  source: [],
  expectation: { text: { en: '', ja: '' }, because: { en: '', ja: '' } },
  verdict: null,
  tests: [],
  status,
})
const asExpected = claim('ART-01', 'as-expected')
const notApplicable = claim('USR-01', 'not-applicable')
const unexpected = claim('ART-06', 'unexpected')
const broken = claim('ART-08', 'broken')
const many = Array.from({ length: 7 }, () => broken)

describe('the exit code of a run', () => {
  test.for([
    [0, [asExpected, notApplicable], [], 'Exit code 0: every claim came out as expected, or does not apply here.'],
    [1, [asExpected, unexpected], [], 'Exit code 1: not as expected: ART-06.'],
    [1, [unexpected, broken], [], 'Exit code 1: not as expected: ART-06; and the apparatus broke as well.'],
    [1, [unexpected], ['trouble'], 'Exit code 1: not as expected: ART-06; and the apparatus broke as well.'],
    [3, [asExpected, broken], ['trouble'], 'Exit code 3: the apparatus broke, so nothing was shown of ART-08.'],
    [3, many, [], 'Exit code 3: the apparatus broke, so nothing was shown of 7 claims.'],
    [3, [asExpected], ['trouble'], 'Exit code 3: the apparatus broke: see the lines that begin with !.'],
    [3, [], [], 'Exit code 3: the apparatus broke: no claim was tested.'],
  ] as const)('is %i for %j', ([code, claims, troubles, sentence]) => {
    expect(explainExit({ claims }, troubles, 'en')).toEqual({ code, sentence })
    expect(explainExit({ claims }, troubles, 'ja')).toEqual({
      code,
      sentence: expect.stringMatching(`^終了コード ${code}：`),
    })
  })
})

test.for([
  [[], 0],
  [[0, 0], 0],
  [[0, 2], 2],
  [[2, 3, 0], 3],
  [[3, 2, 1, 0], 1],
] as const)('the worst of the exit codes %j is %i', ([codes, expected]) => {
  expect(worstExitCode(codes)).toBe(expected)
})
