import { describe, expect, test } from 'vitest'
import { commandProbe } from './command-probe.ts'

const id = 'a'.repeat(64)

describe('a command is described by its program and its paths', () => {
  test.for([
    [['hostname'], { acts: false, shows: ['uts'], about: [] }],
    [['hostname', 'new'], { acts: true, shows: ['uts'], about: [] }],
    [['env', 'ps', '--version'], { acts: false, shows: ['pid'], about: [] }],
    [['ip', 'netns', 'add', 'x'], { acts: true, shows: ['net'], about: [] }],
    [['test', '-e', '/proc/4711/ns/net'], { acts: false, shows: ['net'], about: [4711] }],
    [['stat', '/proc/1/ns/pid_for_children'], { acts: false, shows: ['pid'], about: [] }],
    [['cat', '/proc/sys/net/ipv4/ip_default_ttl'], { acts: false, shows: ['net'], about: [] }],
    [['readlink', '/proc/self'], { acts: false, shows: ['pid'], about: [] }],
    [['ls', '-d', '/proc/4711', '/proc/4712'], { acts: false, shows: [], about: [4711, 4712] }],
    [['stop', id], { acts: true, shows: [], about: [id] }],
    [['sh', '-c', 'true'], { acts: true, shows: [], about: [] }],
  ] as const)('%s', ([argv, described]) => {
    expect(commandProbe(argv)).toMatchObject({ kind: 'command', name: argv[0], ...described })
  })
})
