import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, globSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { hostCgroupVersion, readText } from '../../fixtures/engine/record.ts'
import { lacking } from '../../fixtures/engine/variants.ts'
import { entriesOf, listJournals } from '../../fixtures/undo/journal.ts'
import { until } from '../../fixtures/until.ts'
import type { Evidence } from '../../reports/evidence/schema.ts'
import { chosenEngines } from '../support/run-on-engines.ts'
import { runStart } from './run-start.ts'

function expectNothingLeft(engine: string, evidence: Evidence | undefined): void {
  expect(evidence?.census?.differences).toEqual([])
  expect(existsSync(`/run/nsproof/${engine}`)).toBe(false)
  const naming = globSync('/proc/[0-9]*/cmdline').filter((file) => readText(file)?.includes(`/run/nsproof/${engine}/`))
  expect(naming).toEqual([])
}

describe('a run on userns-remap', () => {
  test('ART-11 and USR-01 are as expected, the container has its own user namespace, and nothing is left', async () => {
    const { exitCode, statuses, evidence } = await runStart(['--engine', 'userns-remap', 'ART-11', 'USR-01'])
    expect(statuses).toEqual({ 'ART-11': 'as-expected', 'USR-01': 'as-expected' })
    expect(exitCode).toBe(0)
    expect(evidence).toMatchObject({
      engine: 'userns-remap',
      profile: { engine: { kind: 'private', usernsRemap: true } },
      census: { same: true },
    })
    expect(evidence?.claims[0]?.expectation.text.en).toMatch(/^Own: [^.]*\buser\b/)
    const maps = evidence?.claims[1]?.tests[1]?.observations.filter(({ probe }) => probe === 'uid_map')
    expect(maps).toMatchObject([{ facts: [{ inside: 0, outside: expect.any(Number) }] }])
    expect(existsSync('/run/nsproof/userns-remap')).toBe(false)
  })
})

/** @returns the id of the run whose journal names this engine */
async function ownerOf(engine: string): Promise<string> {
  const read = (): string => {
    const owner = listJournals().find((journal) => entriesOf(journal, 'engine').some(({ name }) => name === engine))
    return (owner && entriesOf(owner, 'run')[0]?.id) ?? ''
  }
  return until(read, (id) => id !== '', { limit: 60_000, complaint: `no run has the engine ${engine}` })
}

/** Running containers of podman, found by the cgroups of their processes. */
function podmansContainers(): readonly string[] {
  return globSync('/proc/[0-9]*/cgroup').filter((file) => readText(file)?.includes('libpod_parent/libpod-'))
}

describe.skipIf(lacking('podman') !== undefined)('a run on podman', () => {
  test('refutes ART-08, as computed for podman, and leaves nothing', async () => {
    const before = podmansContainers()
    const { exitCode, statuses, evidence } = await runStart(['--engine', 'podman', 'ART-08', 'ART-12'])
    expect(statuses).toEqual({ 'ART-08': 'as-expected', 'ART-12': 'as-expected' })
    expect(exitCode).toBe(0)
    expect(evidence?.claims.map(({ verdict }) => verdict)).toEqual(['refuted', 'confirmed'])
    expectNothingLeft('podman', evidence)
    expect(podmansContainers()).toEqual(before)
  })
})

describe.skipIf(lacking('crun') !== undefined)('a run on crun', () => {
  test('is as expected, names the runtime, and leaves nothing', async () => {
    const { exitCode, statuses, evidence } = await runStart(['--engine', 'crun', 'ART-11', 'ID-01'])
    expect(statuses).toEqual({ 'ART-11': 'as-expected', 'ID-01': 'as-expected' })
    expect(exitCode).toBe(0)
    expect(evidence?.profile.engine).toMatchObject({ runtime: 'crun', runtimeVersion: expect.stringMatching(/^\d/) })
    expectNothingLeft('crun', evidence)
  })
})

describe.skipIf(lacking('time-namespaces') !== undefined)('a run on time-namespaces', () => {
  test('each container has a time namespace of its own, which the runtime was told of, and nothing is left', async () => {
    const claims = ['ART-11', 'ID-01', 'TIM-02']
    const { exitCode, statuses, evidence } = await runStart(['--engine', 'time-namespaces', ...claims])
    expect(statuses).toEqual(Object.fromEntries(claims.map((id) => [id, 'as-expected'])))
    expect(exitCode).toBe(0)
    expect(evidence?.profile.engine).toMatchObject({ name: 'docker', runtimeNamespaces: ['time'] })
    expect(evidence?.claims[0]?.expectation.text.en).toMatch(/^Own: [^.]*\btime\b/)
    expect(evidence?.claims[2]?.title.en).toMatch(/^This engine’s runtime gives each container a time namespace/)
    expectNothingLeft('time-namespaces', evidence)
  })
})

describe.skipIf(lacking('rootless') !== undefined)('a run on rootless', () => {
  test('containers are in the engine’s user namespace, what it lacks is told, and nothing is left', async () => {
    const { exitCode, statuses, evidence } = await runStart([
      '--engine',
      'rootless',
      'ART-11',
      'ART-12',
      'ID-06',
      'KEY-01',
    ])
    expect(statuses).toEqual({
      'ART-11': 'as-expected',
      'ART-12': 'as-expected',
      'ID-06': 'as-expected',
      'KEY-01': 'not-applicable',
    })
    expect(exitCode).toBe(0)
    expect(evidence?.profile.engine).toMatchObject({ name: 'docker', rootless: true })
    expect(evidence?.claims[3]?.reason).toContain('This engine is rootless')
    expectNothingLeft('rootless', evidence)
  })
})

describe.skipIf(lacking('podman-rootless') !== undefined)('a run on podman-rootless', () => {
  test('containers are in the engine’s user namespace, the host sees their bridge, and nothing is left', async () => {
    const claims = ['ART-08', 'ART-11', 'NET-18', 'NET-10']
    const { exitCode, statuses, evidence } = await runStart(['--engine', 'podman-rootless', ...claims])
    expect(statuses).toEqual({
      'ART-08': 'as-expected',
      'ART-11': 'as-expected',
      'NET-18': 'as-expected',
      'NET-10': 'not-applicable',
    })
    expect(exitCode).toBe(0)
    expect(evidence?.profile.engine).toMatchObject({ name: 'podman', rootless: true })
    const verdicts = Object.fromEntries(evidence?.claims.map(({ id, verdict }) => [id, verdict]) ?? [])
    expect(verdicts['ART-08']).toBe('confirmed')
    expectNothingLeft('podman-rootless', evidence)
  })
})

describe.skipIf(lacking('runsc') !== undefined)('a run on runsc', () => {
  test('the host lists sandboxes, the kernel is another, and what needs the host’s is not applicable', async () => {
    const { exitCode, statuses, evidence } = await runStart([
      '--engine',
      'runsc',
      'ART-06',
      'ART-11',
      'ART-12',
      'ART-22',
    ])
    expect(statuses).toEqual({
      'ART-06': 'as-expected',
      'ART-11': 'not-applicable',
      'ART-12': 'as-expected',
      'ART-22': 'as-expected',
    })
    expect(exitCode).toBe(0)
    expect(evidence?.profile.engine).toMatchObject({ runtime: 'runsc', containerKernel: 'own' })
    const verdicts = Object.fromEntries(evidence?.claims.map(({ id, verdict }) => [id, verdict]) ?? [])
    expect(verdicts).toMatchObject({ 'ART-06': 'refuted', 'ART-12': 'confirmed', 'ART-22': 'confirmed' })
    expect(evidence?.claims[1]?.reason).toContain('a kernel of its own')
    expectNothingLeft('runsc', evidence)
  })
})

describe('two runs at once on one engine variant', () => {
  let out = ''
  beforeAll(() => {
    out = mkdtempSync(join(tmpdir(), 'nsproof-engines-'))
  })
  afterAll(() => rmSync(out, { recursive: true }))

  test('the second is refused; the first ends and cleans up when its parent is killed', async () => {
    const args = ['--engine', 'userns-remap,cgroup-v2', '--out', join(out, 'reports'), 'ART-*']
    const several = spawn(process.execPath, [join(import.meta.dirname, '../start.ts'), ...args], { stdio: 'ignore' })
    const ended = once(several, 'exit')
    const owner = await ownerOf('userns-remap')

    const { exitCode, stderr } = await runStart(['--engine', 'userns-remap', 'ART-11'])
    expect(stderr).toContain(`another run (${owner}) is using the engine userns-remap`)
    expect(exitCode).toBe(2)

    several.kill('SIGKILL')
    expect(await ended).toEqual([null, 'SIGKILL'])
    const stands = () =>
      listJournals().some(({ folder }) => folder.endsWith(owner)) || existsSync('/run/nsproof/userns-remap')
    expect(await until(stands, (still) => !still, { limit: 10_000, interval: 50 })).toBe(false)
    expect(existsSync('/run/nsproof/cgroup-v2')).toBe(false)
  })
})

/** The chosen engines, or the error, as text. */
function describeChoice(name: string): string {
  try {
    return String(chosenEngines([name]))
  } catch (error) {
    return String(error)
  }
}

describe('--engine', () => {
  test('takes lists and repetitions, removes duplicates, and expands `all`', () => {
    expect(chosenEngines(['userns-remap,private', 'private'])).toEqual(['userns-remap', 'private'])
    expect(chosenEngines([])).toEqual([])
    expect(chosenEngines(['all']).includes('cgroup-v1')).toBe(hostCgroupVersion() === 1)
  })

  test('refuses an engine that this host cannot run, and an unknown name', () => {
    expect(describeChoice('cgroup-v1')).toMatch(
      hostCgroupVersion() === 1 ? /^cgroup-v1$/ : /--engine cgroup-v1 cannot run here/,
    )
    expect(() => chosenEngines(['lxc'])).toThrow(/--engine must be one of private, .*, all; not "lxc"/)
  })
})
