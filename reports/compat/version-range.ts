import { coerce, compare, type SemVer } from 'semver'

/**
 * Where something was seen, between two versions. `≤20.10.24` is the oldest version tried: older ones are unknown.
 * `>20.10.24 ≤26.1.5` means: otherwise at the first, so at the second, and nothing between them was tried.
 */
export interface VersionRange {
  readonly version_added: string
  /** The newest version at which it was seen. */
  readonly version_last: string
  /** In the same form as `version_added`. Absent if nothing newer came out otherwise. */
  readonly version_removed?: string
}

/** Compares versions by their first three numbers, then as text: `6.12.117+deb13-amd64`, `20.10.24+dfsg1`. */
export function compareVersions(a: string, b: string): number {
  const [one, other] = [numbersOf(a), numbersOf(b)]
  const byNumbers = one !== null && other !== null ? compare(one, other) : 0
  return byNumbers || a.localeCompare(b, 'en', { numeric: true })
}

const known = new Map<string, SemVer | null>()

/** Each version is parsed once, since a thousand machines have few versions. */
function numbersOf(version: string): SemVer | null {
  const found = known.get(version)
  if (found !== undefined) return found
  const numbers = coerce(version)
  known.set(version, numbers)
  return numbers
}

/**
 * @param seen the versions at which it was seen, at least one
 * @param tried all versions that were tried under the same conditions
 */
export function rangeOf(seen: readonly string[], tried: readonly string[]): VersionRange {
  const sorted = [...new Set(seen)].toSorted(compareVersions)
  const [first, last] = [sorted[0] ?? '', sorted.at(-1) ?? '']
  const all = [...new Set(tried)]
  const older = all.filter((version) => compareVersions(version, first) < 0).toSorted(compareVersions)
  const newer = all.filter((version) => compareVersions(version, last) > 0).toSorted(compareVersions)
  const before = older.at(-1)
  return {
    version_added: before === undefined ? `≤${first}` : `>${before} ≤${first}`,
    version_last: last,
    ...(newer[0] !== undefined && { version_removed: `>${last} ≤${newer[0]}` }),
  }
}
