import { describe, expect, test } from 'vitest'
import { commandOf, isHost, wordsBySteps } from './evidence/steps.ts'
import {
  compose,
  entering,
  enteringAll,
  enteringFile,
  enteringWith,
  hostVantage,
  netnsExec,
  unsharing,
} from './vantage.ts'

const nginx = { pid: 4711, name: 'nginx', of: 'nginx' }
const host = hostVantage(['sudo', '-n'])

describe('a vantage', () => {
  test('keeps its steps as data, each with its words of the prefix', () => {
    const from = compose(host, netnsExec('red', nginx), unsharing('--pid', '--fork', '--mount-proc'))
    expect(from.label).toBe('host › ip netns exec red › unshare --pid --fork --mount-proc')
    expect(from.steps).toEqual([
      { kind: 'host', label: 'host', words: 2 },
      { kind: 'netns', label: 'ip netns exec red', words: 4, name: 'red', target: 4711, of: 'nginx' },
      {
        kind: 'unshare',
        label: 'unshare --pid --fork --mount-proc',
        words: 5,
        types: ['pid', 'mnt'],
        options: ['--pid', '--fork', '--mount-proc'],
      },
    ])
    expect(wordsBySteps(from.prefix, from.steps).map(({ words }) => words)).toEqual([
      ['sudo', '-n'],
      ['ip', 'netns', 'exec', 'red'],
      ['unshare', '--pid', '--fork', '--mount-proc', '--'],
    ])
  })

  test('of nsenter knows the process and the types, or the file', () => {
    expect(entering(nginx, 'net').steps).toMatchObject([
      { kind: 'nsenter', target: 4711, name: 'nginx', types: ['net'] },
    ])
    expect(enteringAll(nginx).steps).toMatchObject([
      { all: true, types: expect.arrayContaining(['net', 'pid', 'mnt']) },
    ])
    expect(enteringFile('uts', '/x').steps).toMatchObject([{ file: '/x', types: ['uts'] }])
    expect(enteringWith(nginx, ['pid'], '--root').prefix).toEqual([
      'nsenter',
      '--target',
      '4711',
      '--pid',
      '--root',
      '--',
    ])
  })
})

test('the command is what follows the vantage', () => {
  const { prefix, steps } = compose(host, entering(nginx, 'net'))
  expect(commandOf({ argv: [...prefix, 'ip', 'address'], steps })).toEqual(['ip', 'address'])
  expect([isHost(steps), isHost(host.steps)]).toEqual([false, true])
})
