import { wordsOfContainer } from '../fixtures/mutation/place.ts'
import type { Mutation } from '../fixtures/mutation.ts'

/** For example `host: ps from docker exec nginx`. */
export function mutationLine(mutation: Mutation): string {
  if (mutation.operator === 'share')
    return `share: ${mutation.type} of ${mutation.container === undefined ? 'the first' : wordsOfContainer(mutation.container)} with the host`
  const option = partOf(mutation)
  const from = mutation.place === undefined ? '' : ` from ${mutation.place}`
  return `${mutation.operator}${option}: ${mutation.probe}${from}`
}

function partOf(mutation: Mutation): string {
  if (mutation.operator === 'without') return ` ${mutation.option}`
  if (mutation.operator === 'swap') return ` ${mutation.entries.join(' and ')}`
  return mutation.operator === 'declare' ? ` ${mutation.type}` : ''
}
