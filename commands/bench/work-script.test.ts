import { execa } from 'execa'
import { describe, expect, test } from 'vitest'
import type { SubjectRecord } from '../../instruments/evidence/types.ts'
import { compose, entering, hostVantage, type Vantage, vantageOf } from '../../instruments/vantage.ts'
import { sampleClaim, sampleEvidence, sampleObservation, sampleTest } from '../../reports/samples/synthetic.ts'
import { workScript } from './work-script.ts'

const ground = {
  cli: ['docker', '--host', 'unix:///run/engine.sock'],
  host: ['nsenter', '--target', '77', '--mount', '--net', '--'],
  run: '0a0b0c0d',
  journal: '/dev/shm/run/journal.ndjson',
  netns: '/run/engine/netns',
}

const subject = (name: string, letter: string, pid: number, more: object = {}): SubjectRecord => ({
  name,
  id: letter.repeat(64),
  pid,
  image: `nsproof/${name}`,
  digest: '',
  source: 'stand-in',
  options: { labels: { 'nsproof.run': 'feedbeef', 'nsproof.trio.feedbeef': '' }, ...more },
})

const nginx = subject('nginx', 'a', 4242)
const joiner = subject('httpd', 'b', 4300, {
  labels: { 'nsproof.run': 'feedbeef' },
  entrypoint: ['sh', '-c', "echo 'it is'"],
  network: 'host',
  hostConfig: { PidMode: `container:${nginx.id}`, CapAdd: ['SYS_ADMIN', 'NET_ADMIN'], Init: true },
})

const from = ({ prefix, steps }: Vantage, exitCode: number, ...argv: readonly string[]) =>
  sampleObservation({ steps, argv: [...prefix, ...argv], exitCode })
const host = hostVantage(ground.host)
const onHost = (exitCode: number, ...argv: readonly string[]) => from(host, exitCode, ...argv)
const docker = vantageOf({ kind: 'docker', label: 'docker' }, ground.cli)
const inside = ({ id, name }: SubjectRecord, ...argv: readonly string[]) =>
  from(
    vantageOf({ kind: 'exec', label: `docker exec ${name}`, container: id, name, of: name }, [
      ...ground.cli,
      'exec',
      id,
    ]),
    0,
    ...argv,
  )

const of = sampleClaim('ART-12')
const control = sampleTest('control', {
  claim: of,
  containers: [joiner],
  observations: [inside(joiner, 'ps', '-ef'), onHost(1, 'grep', '-s', '', '/proc/4242/stat', '/proc/4243/stat')],
})
const finding = sampleTest('finding', {
  claim: of,
  observations: [
    onHost(0, 'ln', '-s', '/proc/4242/ns/net', '/var/run/netns/nsproof-nginx-4242'),
    onHost(0, 'ip', 'netns', 'exec', 'nsproof-nginx-4242', 'touch', '/tmp/nsproof-feedbeef-1-2'),
    from(compose(host, entering({ pid: 4999 }, 'mnt')), 0, 'mount', '-t', 'tmpfs', 'tmpfs', '/var/run'),
    onHost(0, 'sh', '-c', 'kill -0 "$1"', 'sh', '5001'),
    from(docker, 0, 'ps', '--filter', 'label=nsproof.trio.feedbeef'),
    { ...onHost(0, 'sleep', 'infinity'), kind: 'background' },
  ],
})
const run = (tests = [control, finding], subjects = [nginx]) => sampleEvidence(tests, { subjects })

describe('the script of a run', () => {
  const { text, containers, commands, files } = workScript(run(), ground)

  test('starts its containers and runs its commands in order, with ids and PIDs of its own', () => {
    expect(text.split('\n').slice(4)).toEqual([
      `start --label nsproof.trio.0a0b0c0d= nsproof/nginx && c1=$id p1=$pid`,
      'trio=("${standing[@]}") standing=()',
      '',
      '# ART-12 control: nginx',
      `start --network host --pid container:"$c1" --cap-add SYS_ADMIN --cap-add NET_ADMIN --init=true --entrypoint sh nsproof/httpd -c 'echo '\\''it is'\\''' && c2=$id p2=$pid`,
      'ran 0 docker --host unix:///run/engine.sock exec "$c2" ps -ef',
      `ran 1 "\${host[@]}" grep -s '' /proc/"$p1"/stat /proc/"$p1"/stat`,
      'gone',
      '',
      '# ART-12 finding: nginx',
      'hold "${host[@]}" unshare --mount --propagation private -- && h3=$held',
      'linking nsproof-nginx-"$p1" "$p1"',
      'ran 0 "${host[@]}" ln -s /proc/"$p1"/ns/net /var/run/netns/nsproof-nginx-"$p1"',
      'files+=(/tmp/nsproof-0a0b0c0d-1-2)',
      'ran 0 "${host[@]}" ip netns exec nsproof-nginx-"$p1" touch /tmp/nsproof-0a0b0c0d-1-2',
      'ran 0 "${host[@]}" nsenter --target "$h3" --mount -- mount -t tmpfs tmpfs /var/run',
      `ran 0 "\${host[@]}" sh -c 'kill -0 "$1"' sh "$h3"`,
      'ran 0 docker --host unix:///run/engine.sock ps --filter label=nsproof.trio.0a0b0c0d',
      'beside "${host[@]}" sleep infinity',
      'gone',
      '',
      String.raw`printf '{"containers":%d,"commands":%d,"different":%d}\n' "$containers" "$commands" "$different"`,
      '',
    ])
  })

  test('counts what the evidence holds', () => {
    expect({ containers, commands, files }).toEqual({
      containers: 2,
      commands: 8,
      files: ['/tmp/nsproof-0a0b0c0d-1-2'],
    })
  })

  test('is one that bash can read', async () => {
    const { exitCode, stderr } = await execa('bash', ['-n'], { input: text, reject: false })
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' })
  })
})

test('evidence that does not say how its containers were made cannot be repeated', () => {
  const { options: _, ...old } = nginx
  expect(() => workScript(run([control], [old]), ground)).toThrow('does not say how its containers were made')
})

test('what docker run has no option for is told', () => {
  const odd = subject('nginx', 'c', 4400, { hostConfig: { Nonsense: 'yes' } })
  expect(() => workScript(run([{ ...control, containers: [odd] }]), ground)).toThrow('HostConfig.Nonsense')
})
