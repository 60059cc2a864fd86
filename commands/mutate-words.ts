import type { Mutation } from '../fixtures/mutation.ts'

/** For example `host: ps from docker exec nginx`. */
export function mutationLine(mutation: Mutation): string {
  if (mutation.operator === 'share') return `share: ${mutation.type} of ${mutation.of ?? 'the first'} with the host`
  const option = mutation.operator === 'without' ? ` ${mutation.option}` : ''
  const from = mutation.vantage === undefined ? '' : ` from ${mutation.vantage}`
  return `${mutation.operator}${option}: ${mutation.step}${from}`
}
