import { unexpected } from './reading.ts'

export type JsonRecord = Readonly<Record<string, unknown>>

/** Parses a JSON text. @throws Error with `expected` and the start of the text */
export function parseJson(text: string, expected: string): unknown {
  try {
    return JSON.parse(text)
  } catch (cause) {
    throw new Error(unexpected(expected, text).message, { cause })
  }
}

export function record(value: unknown, expected: string): JsonRecord {
  if (!isRecord(value)) throw unexpected(expected, quoted(value))
  return value
}

export function list(value: unknown, expected: string): readonly unknown[] {
  if (!Array.isArray(value)) throw unexpected(expected, quoted(value))
  return value
}

/** Reads a string field. @throws Error if it is missing or no string */
export function string(from: JsonRecord, key: string): string {
  const value = from[key]
  if (typeof value !== 'string') throw unexpected(`a string under "${key}"`, quoted(from))
  return value
}

/** Reads a non-negative integer field. @throws Error if it is missing or another value */
export function count(from: JsonRecord, key: string): number {
  const value = from[key]
  if (typeof value !== 'number' || !Number.isSafeInteger(value) || value < 0) {
    throw unexpected(`a whole number under "${key}"`, quoted(from))
  }
  return value
}

function isRecord(value: unknown): value is JsonRecord {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function quoted(value: unknown): string {
  return JSON.stringify(value) ?? 'nothing'
}
