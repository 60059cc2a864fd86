import { unexpected } from './reading.ts'

export type JsonRecord = Readonly<Record<string, unknown>>

/** The value of a JSON text. */
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

/** The string under a key of a record. */
export function string(from: JsonRecord, key: string): string {
  const value = from[key]
  if (typeof value !== 'string') throw unexpected(`a string under "${key}"`, quoted(from))
  return value
}

/** The whole number, not negative, under a key of a record. */
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
