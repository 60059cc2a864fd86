import type {
  ClaimRecord,
  Observation,
  Profile,
  SubjectRecord,
  TestRecord,
  VantageStep,
} from '../../instruments/evidence/types.ts'
import { assemble, type RunData } from '../evidence/assemble.ts'
import type { Evidence } from '../evidence/schema.ts'

/** Invented evidence for tests. */

const text = (en: string, ja: string) => ({ en, ja })

export const hostileText = '<script>alert(1)</script>]]>&"\'\u0000\u001b[31m\u202e\ud800\ufffe'

export function sampleClaim(id = 'ART-12', more: Partial<ClaimRecord> = {}): ClaimRecord {
  return {
    id,
    topic: id.startsWith('ART-') ? 'article' : 'net',
    title: text(`a link is what names ${id}`, `リンクが ${id} に名前を与える`),
    why: text('ip netns knows only names', 'ip netns は名前しか知らない'),
    lesson: text('a namespace needs no name', '名前空間に名前は要らない'),
    source: ['https://man7.org/linux/man-pages/man8/ip-netns.8.html'],
    expectation: { text: text('listed', '一覧に出る'), because: text('it is linked', 'リンクされたから') },
    verdict: 'confirmed',
    ...more,
  }
}

const hostStep: VantageStep = { kind: 'host', label: 'host', words: 0 }

/** The step of `docker exec` into a container. */
export const execStep = (name: string, container = 'a'.repeat(64)): VantageStep => ({
  kind: 'exec',
  label: `docker exec ${name}`,
  words: 3,
  container,
  name,
  of: name,
})

export function sampleObservation(more: Partial<Observation> = {}): Observation {
  return {
    probe: 'netns names',
    kind: 'probe',
    acts: false,
    shows: ['net'],
    about: [],
    vantage: 'host',
    steps: [hostStep],
    argv: ['ip', 'netns', 'list'],
    exitCode: 0,
    stdout: 'nginx\n',
    stderr: '',
    startedAt: '2026-01-02T03:04:05.678Z',
    durationMs: 1.7,
    facts: ['nginx'],
    ...more,
  }
}

export function sampleTest(role: TestRecord['role'], more: Partial<TestRecord> = {}): TestRecord {
  return {
    claim: sampleClaim(),
    role,
    title: 'nginx',
    titleJa: 'nginx の場合',
    status: 'passed',
    durationMs: 150,
    observations: [sampleObservation()],
    ...more,
  }
}

/** A control and a finding of one claim, both passed. */
export const passedPair = (of: ClaimRecord = sampleClaim()) => [
  sampleTest('control', { claim: of }),
  sampleTest('finding', { claim: of }),
]

const profile: Profile = {
  engine: {
    name: 'docker',
    version: '20.10.24',
    apiVersion: '1.41',
    kind: 'reached',
    runtime: 'runc',
    runtimeVersion: '1.1.5',
    containerd: '1.6.20',
    storageDriver: 'overlay2',
    cgroupDriver: 'cgroupfs',
    cgroupVersion: 1,
    cgroupnsDefault: 'host',
    usernsRemap: false,
    rootless: false,
    timeNamespaces: false,
    seccomp: true,
    apparmor: false,
  },
  kernel: { release: '6.18.0', namespaces: ['net', 'pid'], arch: 'x64' },
  os: 'Debian GNU/Linux 12 (bookworm)',
  tools: { ip: 'iproute2-6.1.0', podman: null },
  user: { uid: 0, sudo: false },
}

const subject: SubjectRecord = {
  name: 'nginx',
  id: 'a'.repeat(64),
  pid: 4242,
  image: 'nginx:1.27',
  digest: `sha256:${'b'.repeat(64)}`,
  source: 'stand-in',
}

export function sampleEvidence(tests: readonly TestRecord[] = passedPair(), more: Partial<RunData> = {}): Evidence {
  return assemble({
    results: { tests, moduleErrors: [], durationMs: 300 },
    profile,
    subjects: [subject],
    startedAt: '2026-01-02T03:04:05.000Z',
    durationMs: 4000,
    version: '0.1.0',
    ...more,
  })
}
