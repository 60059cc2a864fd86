import type { Element } from 'hast'
import { h } from 'hastscript'
import type { Evidence } from '../../evidence/schema.ts'
import { questions } from '../../questions.ts'
import { ui } from '../ui/ui.ts'
import { both, type Content, section } from './dom.ts'
import { claimMark } from './marks.ts'

/** What people ask elsewhere, each question with its answer and links to the claims of this run that prove it. */
export function questionsSection({ claims }: Evidence): Element {
  const byId = new Map(claims.map((claim) => [claim.id, claim]))
  const proof = (id: string): Content => {
    const claim = byId.get(id)
    if (claim === undefined) return h('li', h('code', id), ' ', h('code', `npm start -- ${id}`))
    return h('li', h('a', { href: `#${id}` }, id), ' ', claimMark(claim), ' ', both(claim.title))
  }
  const blocks = questions.map(({ ask, answer, claims: ids }) =>
    h(
      'details',
      { className: ['fold'] },
      h('summary', both(ask)),
      h('div', h('p', both(answer)), h('ul', { className: ['plain'] }, ids.map(proof))),
    ),
  )
  return section('questions', ui.questions, h('p', { className: ['lead'] }, both(ui.questionsLead)), ...blocks)
}
