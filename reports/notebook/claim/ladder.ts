import type { Element } from 'hast'
import { h } from 'hastscript'
import { z } from 'zod'
import type { SubjectRecord } from '../../../instruments/evidence/types.ts'
import { visibleLine } from '../../../instruments/evidence/visible.ts'
import type { ClaimEvidence, TestEvidence } from '../../evidence/schema.ts'
import { both, type Content, code, fold, number } from '../page/dom.ts'
import { ui } from '../ui/ui.ts'
import { chooseObservation, type ShownObservation } from './choose-views.ts'
import { testLine } from './command-log.ts'
import { transcriptPanel } from './panel.ts'
import { psRows } from './process-owners.ts'

const numbers = z.object({ pid: z.number(), self: z.number() })

/** The tests of a claim by step number. Undefined for a claim without steps. */
export function stepsOf(claim: ClaimEvidence): ReadonlyMap<number, readonly TestEvidence[]> | undefined {
  const steps = Map.groupBy(
    claim.tests.filter(({ step }) => step !== undefined),
    ({ step }) => step ?? 0,
  )
  return steps.size > 1 ? steps : undefined
}

function listed(test: TestEvidence, subjects: readonly SubjectRecord[]): Content[] {
  const look = test.observations.find((found) => psRows(found) !== undefined)
  const rows = look && psRows(look)
  if (rows === undefined) return ['–']
  const host = subjects.filter(({ pid }) => rows.some((each) => each.pid === pid)).length
  const what = host > 1 ? ui.wholeHost : rows.length > 1 ? ui.onlyContainer : ui.onlyItself
  return [...both(what), ` (${number(rows.length + (look?.leftOut ?? 0))})`]
}

function signalled(test: TestEvidence): Content[] {
  const asked = test.observations.find(({ probe, about }) => probe === 'kill -0' && about.length > 0)
  if (asked === undefined) return ['–']
  return asked.facts === 'permitted' ? both(ui.reaches) : [...both(ui.noSuch), ` (${visibleLine(String(asked.facts))})`]
}

function row(name: Content[], test: TestEvidence, subjects: readonly SubjectRecord[]): Element {
  const own = test.observations.map(({ facts }) => numbers.safeParse(facts).data).find((found) => found !== undefined)
  const ways = test.observations.map(({ steps }) => steps.filter(({ kind }) => kind !== 'host'))
  const way = ways.find((steps) => steps.length > 0)?.map(({ label }) => label) ?? ['host']
  const cells: Content[][] = [
    [code(visibleLine(way.join(' › ')))],
    [String(own?.pid ?? '–')],
    [String(own?.self ?? '–')],
    signalled(test),
    listed(test, subjects),
  ]
  const heads = [ui.way, ui.ownPid, ui.procSelf, ui.signal, ui.lists]
  return h(
    'tr',
    h('th', { scope: 'row' }, name),
    cells.map((cell, index) =>
      h('td', h('span', { className: ['cell-head'] }, both(heads[index] ?? ui.way), ' '), h('span', cell)),
    ),
  )
}

/** One table with the outcome of each step. */
export function glance(claim: ClaimEvidence, subjects: readonly SubjectRecord[]): Element {
  const ground = claim.tests.find(({ step }) => step === undefined)
  const steps = [...(stepsOf(claim) ?? [])].flatMap(([step, tests]) =>
    tests.filter(({ role }) => role === 'finding').map((test) => row([String(step)], test, subjects)),
  )
  const head = [ui.step, ui.way, ui.ownPid, ui.procSelf, ui.signal, ui.lists]
  return h(
    'table',
    { className: ['glance'] },
    h('caption', both(ui.ladder)),
    h(
      'thead',
      h(
        'tr',
        head.map((text) => h('th', { scope: 'col' }, both(text))),
      ),
    ),
    h('tbody', ...(ground === undefined ? [] : [row(['0'], ground, subjects)]), ...steps),
  )
}

function rung(claim: ClaimEvidence, test: TestEvidence, subjects: readonly SubjectRecord[]): Element {
  const key = chooseObservation(claim, test, 'ps')
  return h('div', testLine(test), ...(key === undefined ? [] : [transcriptPanel(key, subjects)]))
}

/** A claim's steps, each with its finding open and its control folded. */
export function ladder(claim: ClaimEvidence, subjects: readonly SubjectRecord[]): Element {
  const steps = [...(stepsOf(claim) ?? [])].map(([, tests]) => {
    const findings = tests.filter(({ role }) => role === 'finding')
    const controls = tests.filter(({ role }) => role === 'control')
    return h(
      'li',
      ...findings.map((test) => rung(claim, test, subjects)),
      ...controls.map((test) => fold(both(ui.otherwise), [rung(claim, test, subjects)], 'needed')),
    )
  })
  return h('ol', { className: ['ladder'] }, steps)
}

/** One view of each finding, for "Try it yourself". */
export const ladderViews = (claim: ClaimEvidence): readonly ShownObservation[] =>
  [...(stepsOf(claim) ?? [])].flatMap(([, tests]) =>
    tests.filter(({ role }) => role === 'finding').flatMap((test) => chooseObservation(claim, test, 'ps') ?? []),
  )
