import type { Text } from '../../instruments/evidence/types.ts'
import type { CompatClaim } from './compat-schema.ts'
import { causeTexts, compatTexts } from './compat-texts.ts'
import { dimensions } from './machine-facts.ts'

/** Claims that the page lists together. */
export interface CompatSection {
  readonly id: string
  readonly title: Text
  readonly lead?: Text
  readonly claims: readonly CompatClaim[]
}

const outcomesOf = ({ support }: CompatClaim): string[] =>
  Object.values(support).flatMap((statements) => statements.map(({ outcome }) => outcome))
const isContradicted = (claim: CompatClaim): boolean =>
  claim.conflicts.length > 0 || outcomesOf(claim).includes('otherwise')

/** The number of different expectations with which it holds. */
const formsThatHold = (claim: CompatClaim): number => new Set(formKeys(claim)).size

function formKeys({ support }: CompatClaim): string[] {
  return Object.values(support).flatMap((statements) =>
    statements.flatMap((one) => (one.outcome === 'holds' ? [`${one.title.en}\n${one.expectation?.en}`] : [])),
  )
}

/** Every claim once. First what came out otherwise, then what differs by its cause, then what is the same. */
export function sectionsOf(claims: readonly CompatClaim[]): CompatSection[] {
  const sections = Map.groupBy(claims, sectionId)
  const causes = dimensions.map((dimension) => ({
    id: `by-${dimension}`,
    title: { en: `Differs by ${causeTexts[dimension].en}`, ja: `${causeTexts[dimension].ja}によって異なるもの` },
  }))
  const all = [
    { id: 'otherwise', title: compatTexts.contradictions, lead: compatTexts.contradictionsLead },
    ...causes,
    { id: 'by-several', title: compatTexts.bySeveral },
    { id: 'not-apart', title: compatTexts.notApart, lead: compatTexts.notApartLead },
    { id: 'where-tested', title: compatTexts.sameWhereTested },
    { id: 'everywhere', title: compatTexts.sameEverywhere },
  ]
  return all.flatMap((section) => {
    const of = sections.get(section.id)
    return of === undefined ? [] : [{ ...section, claims: of }]
  })
}

function sectionId(claim: CompatClaim): string {
  if (isContradicted(claim)) return 'otherwise'
  if (!claim.differs) return 'everywhere'
  if (formsThatHold(claim) < 2) return 'where-tested'
  const [first, ...others] = claim.causes.shown
  if (first === undefined) return 'not-apart'
  return others.length > 0 ? 'by-several' : `by-${first}`
}
