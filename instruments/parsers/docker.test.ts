import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { parseDockerInspect, parseDockerPs, parseDockerPsTable, parseSentSignals } from './docker.ts'

const sample = (path: string): string => readFileSync(new URL(`samples/${path}.txt`, import.meta.url), 'utf8')
const id = 'c9e71320f83593d83db0f629375ef18a61a58ab3b3b339c19c9ba0d950fc190d'

describe('docker ps', () => {
  test('parses one JSON object on each line', () => {
    const rows = parseDockerPs(sample('parseDockerPs/two'))
    expect(rows.map(({ names, ports }) => [names, ports])).toEqual([
      ['nsproof-sample-b', ''],
      ['nsproof-sample-a', '127.0.0.1:18080->80/tcp'],
    ])
    expect(rows[1]).toMatchObject({
      id,
      image: 'nsproof-sample:1',
      command: "/bin/bash -c 'sleep 1000 & sleep 1001 & wait'",
    })
    expect(rows[1]?.status).toBe('Up 30 seconds')
  })

  test('parses an empty list of containers', () => {
    expect(parseDockerPs(sample('parseDockerPs/none'))).toEqual([])
  })

  test('parses a padded table: a container without ports, one not started, one with a published port', () => {
    const rows = parseDockerPsTable(sample('parseDockerPsTable/padded'))
    expect(rows.map(({ names, status, ports }) => [names, status, ports])).toEqual([
      ['nsproof-sample-c', 'Created', ''],
      ['nsproof-sample-b', 'Up 30 seconds', ''],
      ['nsproof-sample-a', 'Up 30 seconds', '127.0.0.1:18080->80/tcp'],
    ])
  })
})

test('the signals of a stop have their times in seconds', () => {
  const [term, kill] = parseSentSignals(sample('parseSentSignals/term-and-kill'))
  expect([term?.signal, kill?.signal]).toEqual([15, 9])
  expect((kill?.seconds ?? 0) - (term?.seconds ?? 0)).toBeCloseTo(1.0766, 3)
})

describe('docker inspect', () => {
  const bridge = parseDockerInspect(sample('parseDockerInspect/bridge'))

  test('reads the first process, the network and the requested modes', () => {
    expect(bridge).toEqual({
      id,
      pid: 4662,
      running: true,
      sandboxKey: '/var/run/docker/netns/1c3bf5cba46d',
      ipAddresses: { bridge: '172.17.0.2' },
      hostConfig: {
        pidMode: '',
        networkMode: 'default',
        ipcMode: 'private',
        utsMode: '',
        cgroupnsMode: 'host',
        usernsMode: '',
      },
    })
  })

  test('gives the same result for an object alone and for a list of one', () => {
    expect(parseDockerInspect(sample('parseDockerInspect/formatted'))).toEqual(bridge)
  })

  test('a container that does not run has PID 0, no sandbox and no address', () => {
    expect(parseDockerInspect(sample('parseDockerInspect/created'))).toMatchObject({
      pid: 0,
      running: false,
      sandboxKey: '',
      ipAddresses: {},
    })
  })
})
