import { describe, expect, test } from 'vitest'
import { toJson } from '../output/files.ts'
import { holding, machineRun } from '../samples/machine-runs.ts'
import { articleRun } from '../samples/sample-runs.ts'
import { sampleObservation } from '../samples/synthetic.ts'
import { type MachineNames, redactEvidence } from './redact-evidence.ts'
import type { Evidence } from './schema.ts'

const nobody: MachineNames = { hosts: [], users: [] }
const psHeader = 'UID          PID    PPID  C STIME TTY          TIME CMD'

/** A run whose observation printed this text on the host. */
function printed(stdout: string, more: Parameters<typeof sampleObservation>[0] = {}): Evidence {
  const tests = holding('ART-12').map((one) => ({ ...one, observations: [sampleObservation({ stdout, ...more })] }))
  return machineRun(tests)
}

const observation = (run: Evidence) => run.claims[0]?.tests[0]?.observations[0]
const redacted = (stdout: string, names = nobody) => observation(redactEvidence(printed(stdout), names))?.stdout

describe('addresses are replaced, each by the same pseudonym everywhere', () => {
  test.each([
    [
      'IPv4',
      'inet 10.20.30.40/24 via 10.20.30.1 from 10.20.30.40',
      'inet 198.18.0.1/24 via 198.18.0.2 from 198.18.0.1',
    ],
    [
      'IPv6',
      'inet6 2001:db8::17/64 and 2001:DB8::17, fe80::fc:ff:fe00:1%eth0',
      'inet6 2001:2::1/64 and 2001:2::1, 2001:2::2%eth0',
    ],
    [
      'an address before punctuation',
      'fe80::17. fe80::17: [fe80::17]:80 src:fe80::17, 10.20.30.40.',
      '2001:2::1. 2001:2::1: [2001:2::1]:80 src:2001:2::1, 198.18.0.1.',
    ],
    ['IPv6 around IPv4', '::ffff:10.20.30.40', '2001:2::1'],
    ['MAC', 'link/ether 3c:22:fb:01:02:03 brd ff:ff:ff:ff:ff:ff', 'link/ether 02:00:5e:00:00:01 brd ff:ff:ff:ff:ff:ff'],
    ['MAC with hyphens', 'at 3C-22-FB-01-02-03: ok', 'at 02:00:5e:00:00:01: ok'],
    ['UUID', 'root=UUID=f572c1d3-332d-4d1a-9fe3-8f0fce2a6930', 'root=UUID=00000000-0000-4000-8000-000000000001'],
  ])('%s', (_kind, before, after) => {
    expect(redacted(before)).toBe(after)
  })

  test.each([
    '127.0.0.1 0.0.0.0 255.255.0.0 ::1 ::',
    '0::/docker/abc',
    'iproute2-6.15.0, 20.10.24+dfsg1, version 1.2.3.4.5',
    'at 2026-11-27T00:51:12.020Z, 10:20:30, 5-23:59:59',
  ])('what is no address of a machine stays: %s', (text) => {
    expect(redacted(text)).toBe(text)
  })
})

describe('names are replaced', () => {
  test('those that are given, as whole words', () => {
    const names = { hosts: ['buildbox.corp.example'], users: ['alice'], hidden: ['/srv/secret'] }
    expect(redacted('alice@buildbox buildbox.corp.example /srv/secret/x malice', names)).toBe(
      'user1@host2 host1 hidden1/x malice',
    )
  })

  test('the host’s, where a probe printed it, in every text of the evidence', () => {
    const run = printed('planet-express\n', { probe: 'uname -n', facts: { 'planet-express': ['planet-express'] } })
    const after = redactEvidence({ ...run, profile: { ...run.profile, os: 'Debian of planet-express' } }, nobody)
    expect(observation(after)).toMatchObject({ stdout: 'host1\n', facts: { host1: ['host1'] } })
    expect(after.profile.os).toBe('Debian of host1')
  })

  test('of users that ps printed, and of directories in /home, but not of those that every system has', () => {
    const list = `${psHeader}\nleela     71       1  0 10:00 ?        00:00:00 sh /home/fry/run.sh leela\nroot      1       0  0 10:00 ?        00:00:00 init\n`
    const after = observation(redactEvidence(printed(list, { probe: 'ps' }), nobody))?.stdout
    expect(after).toContain('user1     71')
    expect(after).toContain('sh /home/user/run.sh user1')
    expect(after).toContain('root      1')
    expect(after).not.toMatch(/leela|fry/)
  })

  test('of the project’s directory, of the engine’s socket and of a registry', () => {
    const run = printed('', { argv: ['/opt/me/nsproof/node_modules/x/node', '-H', 'unix:///opt/me/engine/d.sock'] })
    const subjects = run.subjects.map((one) => ({ ...one, image: 'registry.corp.example:5000/nginx' }))
    const after = redactEvidence({ ...run, subjects }, nobody)
    expect(observation(after)?.argv).toEqual(['/nsproof/node_modules/x/node', '-H', 'unix:///run/engine1/d.sock'])
    expect(after.subjects[0]?.image).toBe('host1:5000/nginx')
  })
})

describe('what was claimed and what came out', () => {
  test('stay as they are, even if a host or a user is named like a word of the schema', () => {
    const run = machineRun(holding('ART-12'))
    const after = redactEvidence(run, { hosts: ['passed', 'as-expected'], users: ['finding', 'probe', 'listed'] })
    expect(after.claims.map(({ status, verdict, expectation }) => [status, verdict, expectation])).toEqual(
      run.claims.map(({ status, verdict, expectation }) => [status, verdict, expectation]),
    )
    expect(after.profile.engine).toEqual(run.profile.engine)
  })

  test('redacting twice is redacting once, also if nsproof has a user of its own', () => {
    const stdout = `${psHeader}\nnsproof  7  1  0 10:00 ?  00:00:00 node /srv/suite/node_modules/vitest/vitest.mjs`
    const once = redactEvidence(printed(stdout, { probe: 'ps' }), nobody)
    expect(observation(once)?.stdout).toContain('node /nsproof/node_modules/vitest/vitest.mjs')
    expect(toJson(redactEvidence(once, nobody))).toBe(toJson(once))
  })

  test('redacting a real run twice is redacting it once', () => {
    const once = redactEvidence(articleRun(), { hosts: ['vm'], users: ['alice'] })
    expect(toJson(redactEvidence(once, nobody))).toBe(toJson(once))
    expect(toJson(once)).not.toBe(toJson(articleRun()))
  })
})
