import type { Element } from 'hast'
import { h } from 'hastscript'
import { terms } from '../../terms.ts'
import { ui } from '../ui/ui.ts'
import { both, section } from './dom.ts'

/** The terms that the texts use, with their meaning. */
export function termsSection(): Element {
  const rows = terms.map(({ term, means }) => h('div', h('dt', both(term)), h('dd', both(means))))
  return section('terms', ui.terms, h('dl', { className: ['terms'] }, ...rows))
}
