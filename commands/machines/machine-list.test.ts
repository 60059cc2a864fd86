import { describe, expect, test } from 'vitest'
import {
  chooseMachines,
  describeMachine,
  type ListedMachine,
  machinesFile,
  parseMachines,
  readMachines,
} from './machine-list.ts'
import { imageArguments } from './vm-image.ts'

const names = (machines: readonly ListedMachine[]): readonly string[] => machines.map(({ name }) => name)

describe('machines/machines.json', () => {
  const machines = readMachines(machinesFile)

  test('has root file systems and virtual machines', () => {
    expect(new Set(machines.map(({ kind }) => kind))).toEqual(new Set(['root', 'vm']))
  })

  test('has each name once', () => {
    expect(new Set(names(machines)).size).toBe(machines.length)
  })

  test('has pairs that differ in nothing but the kernel', () => {
    const vms = machines.filter((machine) => machine.kind === 'vm')
    const pairs = Map.groupBy(vms, (machine) => JSON.stringify({ ...machine, name: '', kernel: '' }))
    const kernels = [...pairs.values()].filter((pair) => new Set(pair.map(({ kernel }) => kernel)).size > 1)
    expect(kernels.length).toBeGreaterThan(1)
  })
})

const parse = (...machines: unknown[]) => parseMachines(JSON.stringify(machines), 'list.json')

describe('a list', () => {
  test('has defaults', () => {
    expect(parse({ name: 'a', kind: 'vm', suite: 'trixie' })).toEqual([
      {
        name: 'a',
        kind: 'vm',
        suite: 'trixie',
        kernel: 'suite',
        packages: [],
        commandLine: '',
        arch: 'x64',
        claims: 'all',
      },
    ])
  })

  test.each([
    ['no JSON', '[', /^list\.json is not JSON/],
    ['no list', '{}', /^list\.json is not valid at the top/],
    ['another kind', '[{"name":"a","kind":"cloud","suite":"trixie"}]', /at 0\.kind/],
    ['an unknown key', '[{"name":"a","kind":"root","suite":"trixie","kernel":"forky"}]', /Unrecognized key: "kernel"/],
    ['a root of a suite that is too old', '[{"name":"a","kind":"root","suite":"bullseye"}]', /at 0\.suite/],
    ['a name that is a path', '[{"name":"../a","kind":"root","suite":"trixie"}]', /at 0\.name/],
    [
      'a package that is an option',
      '[{"name":"a","kind":"root","suite":"trixie","packages":["-o"]}]',
      /at 0\.packages\.0/,
    ],
    ['an unknown engine', '[{"name":"a","kind":"root","suite":"trixie","engine":"lxc"}]', /at 0\.engine/],
  ])('%s is refused in one line', (_what, text, message) => {
    expect(() => parseMachines(text, 'list.json')).toThrow(message)
  })

  test('is chosen from by names and *, in its own order', () => {
    const machines = ['one', 'two.1', 'two.2', 'twos'].map(
      (name) => parse({ name, kind: 'root', suite: 'trixie' })[0] as ListedMachine,
    )
    expect(names(chooseMachines(machines, []))).toHaveLength(4)
    expect(names(chooseMachines(machines, ['two.*', 'one']))).toEqual(['one', 'two.1', 'two.2'])
    expect(() => chooseMachines(machines, ['tw'])).toThrow(/^no machine matches "tw"/)
  })
})

test('the kernel of another suite is the only package that is taken from there', () => {
  const machine = {
    name: 'a',
    kind: 'vm',
    suite: 'bookworm',
    packages: ['docker.io'],
    commandLine: '',
    arch: 'x64',
    claims: 'all',
  } as const
  const session = { key: '/key' }
  const own = imageArguments({ ...machine, kernel: 'suite' }, session)
  expect(own).toContainEqual(expect.stringMatching(/^--include=.*,linux-image-amd64,docker\.io$/))
  const backports = imageArguments({ ...machine, kernel: 'backports' }, session)
  expect(backports).toContainEqual(expect.stringContaining(',linux-image-amd64/bookworm-backports,'))
  expect(backports.slice(-2)).toEqual([
    'deb http://deb.debian.org/debian bookworm main',
    'deb http://deb.debian.org/debian bookworm-backports main',
  ])
  expect(backports).toContainEqual(expect.stringContaining('Pin: release n=bookworm-backports\nPin-Priority: 100'))
})

test('a machine is described in one line', () => {
  const [machine] = readMachines(machinesFile).filter(({ name }) => name === 'bookworm-cgroup-v1')
  expect(machine && describeMachine(machine)).toBe(
    'bookworm-cgroup-v1: bookworm, virtual machine, x64, its own kernel, systemd.unified_cgroup_hierarchy=0, the engine that is found or started, all claims',
  )
})
