import { expect, test } from 'vitest'
import { compareVersions, rangeOf } from './version-range.ts'

test('versions of Debian are ordered by their numbers', () => {
  const versions = ['26.1.5+dfsg1', '5.10.0', '20.10.5', '20.10.24+dfsg1', '6.12.117+deb13-amd64', '6.2.0']
  expect(versions.toSorted(compareVersions)).toEqual([
    '5.10.0',
    '6.2.0',
    '6.12.117+deb13-amd64',
    '20.10.5',
    '20.10.24+dfsg1',
    '26.1.5+dfsg1',
  ])
})

test('equal numbers are ordered by what follows them', () => {
  expect(['1.1.0-rc10', '1.1.0-rc9'].toSorted(compareVersions)).toEqual(['1.1.0-rc9', '1.1.0-rc10'])
})

test('the oldest version tried is written as ≤, since older ones are unknown', () => {
  expect(rangeOf(['26.1.5', '20.10.5'], ['20.10.5', '26.1.5'])).toEqual({
    version_added: '≤20.10.5',
    version_last: '26.1.5',
  })
})

test('what came out otherwise before is named, and so is what came out otherwise after', () => {
  expect(rangeOf(['26.1.5', '28.0.0'], ['20.10.5', '24.0.0', '26.1.5', '28.0.0', '29.5.0', '30.0.0'])).toEqual({
    version_added: '>24.0.0 ≤26.1.5',
    version_last: '28.0.0',
    version_removed: '>28.0.0 ≤29.5.0',
  })
})
