import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import * as address from './address.ts'
import * as clocks from './clocks.ts'
import * as coreutils from './coreutils.ts'
import * as docker from './docker.ts'
import * as forks from './forks.ts'
import * as kernel from './kernel.ts'
import * as kernelLog from './kernel-log.ts'
import * as key from './key.ts'
import * as locks from './locks.ts'
import * as lsns from './lsns.ts'
import * as machine from './machine.ts'
import * as mountinfo from './mountinfo.ts'
import * as namespaces from './namespaces.ts'
import * as netns from './netns.ts'
import * as osRelease from './os-release.ts'
import * as pids from './pids.ts'
import * as processLimits from './process-limits.ts'
import * as procfs from './procfs.ts'
import * as ps from './ps.ts'
import * as reachable from './reachable.ts'
import * as rules from './rules.ts'
import * as runtime from './runtime.ts'
import * as sockets from './sockets.ts'
import * as status from './status.ts'
import * as sysfs from './sysfs.ts'

const parsers: Readonly<Record<string, (text: string) => unknown>> = {
  ...address,
  ...clocks,
  ...docker,
  ...forks,
  ...kernel,
  ...kernelLog,
  ...key,
  ...processLimits,
  ...locks,
  ...lsns,
  ...machine,
  ...mountinfo,
  ...namespaces,
  ...netns,
  ...pids,
  ...procfs,
  ...ps,
  ...reachable,
  ...rules,
  ...runtime,
  ...coreutils,
  ...osRelease,
  ...sysfs,
  ...sockets,
  ...status,
}
const samples = new URL('samples/', import.meta.url)
const acceptsAnyText = ['parseLines']

test('each parser has a folder of samples, and each folder a parser', () => {
  expect(readdirSync(samples).toSorted()).toEqual(Object.keys(parsers).toSorted())
})

describe.each(Object.entries(parsers))('%s', (name, parse) => {
  const folder = new URL(`${name}/`, samples)
  const files = readdirSync(folder)
  const broken = files.filter((file) => file.startsWith('broken-'))
  const good = files.filter((file) => !broken.includes(file))
  const read = (file: string): string => readFileSync(new URL(file, folder), 'utf8')

  test('has a good sample, and a broken one unless it accepts any text', () => {
    expect(good).not.toHaveLength(0)
    expect(broken.length > 0).toBe(!acceptsAnyText.includes(name))
  })

  test.each(good)('reads %s', (file) => {
    expect(parse(read(file))).toBeDefined()
  })

  test.for(broken)('rejects %s with what was expected and the start of the text', (file) => {
    expect(() => parse(read(file))).toThrow(/^expected .+, got "/s)
  })

  test.skipIf(acceptsAnyText.includes(name))('quotes at most 80 characters and escapes control characters', () => {
    const quoted = /got (".*")$/s.exec(message(() => parse('\u001b'.repeat(500))))?.[1]
    expect(quoted).toBe(JSON.stringify('\u001b'.repeat(80)))
  })
})

function message(act: () => unknown): string {
  try {
    act()
  } catch (error) {
    return error instanceof Error ? error.message : ''
  }
  return ''
}
