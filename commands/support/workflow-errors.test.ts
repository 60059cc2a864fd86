import { expect, test } from 'vitest'
import { workflowErrors } from './workflow-errors.ts'

const workflow = (step: string) => `on: push
jobs:
  one:
    runs-on: ubuntu-24.04
    steps:
      - ${step}
`
const hash = '3d3c42e5aac5ba805825da76410c181273ba90b1'

test.each([`uses: actions/checkout@${hash} # v7.0.1`, 'uses: ./', 'run: echo ok'])('%s is in order', async (step) => {
  expect(await workflowErrors('x.yml', workflow(step))).toEqual([])
})

test.each([
  ['uses: actions/checkout@v7', /^x\.yml:6: .*is not pinned/],
  [`uses: actions/checkout@${hash}`, /is not pinned/],
  [`uses: actions/checkout@${hash.slice(1)} # v7.0.1`, /is not pinned/],
  ['run: echo ${{ matrix.name }}', /property "name" is not defined/],
  ['runs: echo', /unexpected key "runs"/],
])('%s is found, with its place', async (step, said) => {
  expect(await workflowErrors('x.yml', workflow(step))).toEqual(expect.arrayContaining([expect.stringMatching(said)]))
})
