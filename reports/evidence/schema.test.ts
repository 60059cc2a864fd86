import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { sampleEvidence, sampleObservation } from '../samples/synthetic.ts'
import { evidenceSchema, parseEvidence } from './schema.ts'

const copy = (value: unknown) => JSON.parse(JSON.stringify(value))

describe('evidence.json', () => {
  test('is unchanged after a round trip through JSON, with census and grid', () => {
    const census = { before: ['netns a'], after: [], same: false, differences: ['gone: netns a'] }
    const cells = [{ row: 'host', column: 'ps', class: 'host', expected: 'host', observation: sampleObservation() }]
    const grid = { rows: ['host'], columns: ['ps'], cells }
    const whole = { ...sampleEvidence(undefined, { census, engine: 'cgroup-v2' }), grid }
    expect(parseEvidence(copy(whole))).toEqual(whole)
  })

  test('without an engine has the default engine', () => {
    const { engine: _, ...rest } = sampleEvidence()
    expect(parseEvidence(copy(rest)).engine).toBe('default')
  })

  test.each([
    [
      'another schema',
      { schema: 1 },
      /^it is of schema 1 and this nsproof reads schema 2: run `npm start` again, or .+$/,
    ],
    ['a schema that is no number', { schema: '2' }, /^the evidence is not valid at schema: .+$/],
    ['an unknown field', { environment: {} }, /Unrecognized key: "environment"/],
    ['invalid claims', { claims: [{}] }, /^the evidence is not valid at claims\.0\.id: .+ \(and \d+ more\)$/],
  ])('with %s is refused in one line', (_what, change, message) => {
    expect(() => parseEvidence({ ...copy(sampleEvidence()), ...change })).toThrow(message)
  })

  test('that is not an object is refused', () => {
    expect(() => parseEvidence(null)).toThrow(/^the evidence is not valid at the top: .+/)
  })
})

test('reports/evidence.schema.json is the schema; `npm test -- --project unit reports/evidence/schema.test.ts --update` renews it', async () => {
  const json = `${JSON.stringify(z.toJSONSchema(evidenceSchema), null, 2)}\n`
  await expect(json).toMatchFileSnapshot('../evidence.schema.json')
})
