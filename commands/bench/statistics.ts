export interface Spread {
  readonly median: number
  readonly min: number
  readonly max: number
}

/** Two things that were measured in turn; `ratio` is of the pairs, not of the medians. */
export interface PairComparison {
  readonly what: string
  readonly unit: 's' | 'bytes'
  readonly of: Spread
  readonly to: Spread
  readonly ratio: Spread
}

/** @throws Error where there is no value */
export function spread(values: readonly number[]): Spread {
  const sorted = values.toSorted((a, b) => a - b)
  const [low, high] = [sorted[Math.floor((sorted.length - 1) / 2)], sorted[Math.floor(sorted.length / 2)]]
  const [min, max] = [sorted[0], sorted.at(-1)]
  if (low === undefined || high === undefined || min === undefined || max === undefined)
    throw new Error('there is no value to take a median of')
  return { median: (low + high) / 2, min, max }
}

export type Pair = readonly [of: number, to: number]

export function comparePairs(what: string, unit: PairComparison['unit'], pairs: readonly Pair[]): PairComparison {
  return {
    what,
    unit,
    of: spread(pairs.map(([of]) => of)),
    to: spread(pairs.map(([, to]) => to)),
    ratio: spread(pairs.map(([of, to]) => of / to)),
  }
}

/**
 * Measures two things in pairs, A B, B A, A B …, so that a drift of the machine meets both alike. Each is run once before,
 * and that run does not count.
 */
export async function inTurn<Sample>(
  rounds: number,
  of: () => Promise<Sample>,
  to: () => Promise<Sample>,
): Promise<(readonly [of: Sample, to: Sample])[]> {
  const pairs: (readonly [Sample, Sample])[] = []
  for (let round = 0; round <= rounds; round++) {
    const first = round % 2 === 0 ? await of() : undefined
    const second = await to()
    const pair = [first ?? (await of()), second] as const
    if (round > 0) pairs.push(pair)
  }
  return pairs
}
