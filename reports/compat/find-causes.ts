import { type Dimension, dimensions, type MachineFacts } from './machine-facts.ts'

/** One machine and how the claim came out on it. */
export interface FactsAndForm {
  readonly facts: MachineFacts
  /** Key of the outcome. */
  readonly form: string
}

/**
 * What makes the outcomes differ. `shown`: two machines differ in this alone, and their outcomes differ. `possible`: every
 * value of it has one outcome, but no pair of machines differs in it alone.
 */
export interface Causes {
  readonly shown: readonly Dimension[]
  readonly possible: readonly Dimension[]
}

/** Both lists are empty if all outcomes are the same, or if only several causes together explain them. */
export function findCauses(seen: readonly FactsAndForm[]): Causes {
  if (new Set(seen.map(({ form }) => form)).size < 2) return { shown: [], possible: [] }
  const shown = dimensions.filter((dimension) => hasControlledPair(seen, dimension))
  if (shown.length > 0) return { shown, possible: [] }
  return { shown, possible: dimensions.filter((dimension) => separates(seen, dimension)) }
}

/** The facts as text, without one dimension if it is named. */
export function factsKey(facts: MachineFacts, without?: Dimension): string {
  return dimensions.map((dimension) => (dimension === without ? '' : facts[dimension])).join('\n')
}

function hasControlledPair(seen: readonly FactsAndForm[], dimension: Dimension): boolean {
  const alike = Map.groupBy(seen, ({ facts }) => factsKey(facts, dimension))
  return [...alike.values()].some((group) => new Set(group.map(({ form }) => form)).size > 1)
}

function separates(seen: readonly FactsAndForm[], dimension: Dimension): boolean {
  const alike = Map.groupBy(seen, ({ facts }) => facts[dimension])
  return [...alike.values()].every((group) => new Set(group.map(({ form }) => form)).size === 1)
}
