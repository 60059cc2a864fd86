import type { Mutation } from '../fixtures/mutation.ts'

/** For example `host: ps from docker exec nginx`. */
export function mutationLine(mutation: Mutation): string {
  if (mutation.operator === 'share') return `share: ${mutation.type} of ${mutation.of ?? 'the first'} with the host`
  const option = partOf(mutation)
  const from = mutation.vantage === undefined ? '' : ` from ${mutation.vantage}`
  return `${mutation.operator}${option}: ${mutation.step}${from}`
}

function partOf(mutation: Mutation): string {
  if (mutation.operator === 'without') return ` ${mutation.option}`
  if (mutation.operator === 'swap') return ` ${mutation.entries.join(' and ')}`
  return mutation.operator === 'declare' ? ` ${mutation.type}` : ''
}
