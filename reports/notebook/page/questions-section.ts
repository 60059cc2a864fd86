import type { Element } from 'hast'
import { h } from 'hastscript'
import type { ClaimEvidence, Evidence } from '../../evidence/schema.ts'
import { questions } from '../../questions.ts'
import { ui } from '../ui/ui.ts'
import { both, type Content, code, section } from './dom.ts'
import { claimMark } from './marks.ts'

/** What people ask elsewhere, each question with its answer and links to the claims of this run that prove it. */
export function questionsSection({ claims }: Evidence): Element {
  const byId = new Map(claims.map((claim) => [claim.id, claim]))
  const blocks = questions.map(({ ask, answer, claims: ids }) =>
    h(
      'details',
      { className: ['question'] },
      h('summary', h('span', both(ask))),
      h('p', both(answer)),
      ...proofs(ids, byId),
    ),
  )
  return section(
    'questions',
    ui.questions,
    h('p', { className: ['lead'] }, both(ui.questionsLead)),
    h('div', { className: ['questions'] }, ...blocks),
  )
}

/** A row for each claim of this run, and one command that runs all others. */
function proofs(ids: readonly string[], claims: ReadonlyMap<string, ClaimEvidence>): Content[] {
  const found = ids.flatMap((id) => claims.get(id) ?? [])
  const others = ids.filter((id) => !claims.has(id))
  const rows = found.map((claim) =>
    h(
      'li',
      h('a', { className: ['id'], href: `#${claim.id}` }, claim.id),
      h('span', both(claim.title), ' ', claimMark(claim)),
    ),
  )
  return [
    ...(rows.length === 0 ? [] : [h('ul', { className: ['proofs'] }, ...rows)]),
    ...(others.length === 0
      ? []
      : [h('p', { className: ['note'] }, both(ui.questionsOthers), ' ', code(`npm start -- ${others.join(' ')}`))]),
  ]
}
