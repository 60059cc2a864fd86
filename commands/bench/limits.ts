import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { LabError } from '../../fixtures/engine/error.ts'
import type { PairComparison } from './statistics.ts'

/** By the name of a comparison, the highest median that its ratio may have. */
export type Limits = Readonly<Record<string, number>>

export const usualLimits = join(import.meta.dirname, 'limits.json')

/** @throws LabError where the file is not there, or no object of numbers, or names what the benchmark does not compare */
export function readLimits(file: string, known: readonly string[]): Limits {
  const limits = z.record(z.string(), z.number().positive()).safeParse(parse(file))
  if (!limits.success)
    throw new LabError(`${file} holds no limits: it is an object of ratios by the name of a comparison`)
  const unknown = Object.keys(limits.data).find((name) => !known.includes(name))
  if (unknown !== undefined)
    throw new LabError(
      `${file} limits ${JSON.stringify(unknown)}, which is not compared: it is one of ${known.join(', ')}`,
    )
  return limits.data
}

function parse(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8'))
  } catch (error) {
    throw new LabError(`${file} cannot be read: ${error instanceof Error ? error.message : String(error)}`)
  }
}

/** What is worse than its limit, a line each. What was not measured is within it. */
export function exceeded(comparisons: Readonly<Record<string, PairComparison>>, limits: Limits): string[] {
  return Object.entries(limits).flatMap(([name, limit]) => {
    const median = comparisons[name]?.ratio.median
    return median === undefined || median <= limit ? [] : [`${name}: ${median.toFixed(2)}, and the limit is ${limit}`]
  })
}
