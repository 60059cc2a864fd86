import { describe, expect, test } from 'vitest'
import { articleRun } from '../samples/sample-runs.ts'
import {
  execStep,
  passedPair,
  sampleClaim,
  sampleEvidence,
  sampleObservation,
  sampleTest,
} from '../samples/synthetic.ts'
import { chooseViews } from './claim/choose-views.ts'
import { linesWithoutCounterpart, outputLines } from './claim/output-lines.ts'
import { ownersOf } from './claim/process-owners.ts'
import { shellLines } from './claim/try-it.ts'
import { measuredMembers, namesSharing } from './map/identities.ts'
import { passages, ui } from './ui/ui.ts'

const run = articleRun()
const find = (id: string) => run.claims.find((each) => each.id === id) ?? run.claims[0]
const viewsFor = (id: string) => {
  const found = find(id)
  return found === undefined ? [] : chooseViews(found, run.claims)
}

/** Terms that are not translated. */
const fieldTerms = new Set(['cgroup', 'user namespace', 'OS', 'rootless', '/proc/self'])

describe('the page’s own texts', () => {
  test.each(Object.entries(ui))('%s is written in both languages', (_name, { en, ja }) => {
    expect(en).toMatch(/[a-z]/i)
    expect(ja.trim()).not.toBe('')
    expect(en).not.toMatch(/[\u3040-\u30ff\u4e00-\u9fff]/)
    expect(en.includes('{n}')).toBe(ja.includes('{n}'))
    expect(fieldTerms.has(ja) || /[\u3040-\u30ff\u4e00-\u9fff]/.test(ja), `${ja} is not Japanese`).toBe(true)
  })

  test('every passage of the article has an English heading', () => {
    for (const { passage } of run.claims) expect(Object.keys(passages)).toContain(passage)
  })
})

describe('the two views of a claim', () => {
  test('are those in chosenViews, even of another claim', () => {
    expect(viewsFor('ART-14').map(({ claim: of, observation: { vantage } }) => [of, vantage])).toEqual([
      ['ART-03', 'docker exec nginx'],
      ['ART-14', expect.stringMatching(/^host › ip netns exec nsproof-nginx-\d+$/)],
    ])
  })

  test('are of one probe and two vantages if the other claim is not in the run', () => {
    const alone = find('ART-14')
    const views = alone === undefined ? [] : chooseViews(alone, [alone])
    expect(new Set(views.map(({ observation: { probe } }) => probe)).size).toBe(1)
    expect(views).toHaveLength(2)
  })

  test('are the finding and the control if the finding has one vantage only', () => {
    const [made] = sampleEvidence(passedPair(sampleClaim('NET-07'))).claims
    expect(made === undefined ? [] : chooseViews(made, [made]).map(({ test: { role } }) => role)).toEqual([
      'finding',
      'control',
    ])
  })
})

describe('the difference between two outputs', () => {
  test('compares process lists by command, because PIDs differ between namespaces', () => {
    const [left, right] = viewsFor('ART-14').map((seen) => outputLines(seen, run.subjects))
    const only = [...linesWithoutCounterpart(right ?? [], left ?? [])].filter(({ owner }) => owner !== undefined)
    expect(new Set(only.map(({ owner }) => owner))).toEqual(new Set(['httpd', 'nextcloud']))
  })

  test('folds processes of no container, and no process of a container', () => {
    const [, right] = viewsFor('ART-14')
    const lines = right === undefined ? [] : outputLines(right, run.subjects)
    expect(lines.filter(({ minor }) => minor).length).toBeGreaterThan(3)
    expect(lines.filter(({ minor, owner }) => minor && owner !== undefined)).toEqual([])
  })

  test('finds the container of a process on the host and inside the container', () => {
    const [left, right] = viewsFor('ART-14').map(({ observation: seen }) => ownersOf(seen, run.subjects))
    expect(left?.get(1)).toBe('nginx')
    const httpd = run.subjects.find(({ name }) => name === 'httpd')?.pid ?? 0
    expect(right?.get(httpd)).toBe('httpd')
    expect(right?.get(2)).toBeUndefined()
  })

  test('is empty for equal lines', () => {
    const lines = outputLines({ observation: sampleObservation({ stdout: 'a\nb\n' }) }, [])
    expect(linesWithoutCounterpart(lines, lines).size).toBe(0)
  })
})

describe('the map', () => {
  test('groups members by the identity of a namespace', () => {
    const members = measuredMembers(run)
    expect(members?.map(({ name }) => name)).toEqual(['host', 'nginx', 'httpd', 'nextcloud'])
    const [host, nginx] = members ?? []
    const having = (type: 'user' | 'pid', id: string | undefined) =>
      members && namesSharing(members, type, id ?? 'none')
    expect(having('user', host?.ids.user)).toEqual(['host', 'nginx', 'httpd', 'nextcloud'])
    expect(having('pid', nginx?.ids.pid)).toEqual(['nginx'])
  })

  test('has no members if no namespace was measured', () => {
    expect(measuredMembers(sampleEvidence())).toBeUndefined()
  })
})

const viewOf = (observation: ReturnType<typeof sampleObservation>) => ({
  claim: 'ART-12',
  test: sampleTest('finding'),
  observation,
})

describe('the commands of "Try it yourself"', () => {
  const reached = { subjects: run.subjects, daemon: undefined }

  test('set variables for the ids, PIDs and links of the run', () => {
    const lines = shellLines(viewsFor('ART-14'), reached)
    expect(lines).toEqual([
      "NGINX=$(docker ps --quiet --filter label=nsproof.run --filter 'name=-nginx$' | head -n 1)",
      `NGINX_PID=$(docker inspect --format '{{.State.Pid}}' "$NGINX")`,
      'docker exec "$NGINX" ps -ww -ef',
      'ip netns exec "nsproof-nginx-$NGINX_PID" ps -ww -ef',
    ])
  })

  test('reach a private engine by its address, and its namespaces by the PID of its daemon', () => {
    const daemon = {
      socket: 'unix:///run/nsproof/private/docker.sock',
      pid: 4711,
      pidfile: '/run/nsproof/private/docker.pid',
    }
    const [nginx] = run.subjects
    const argv = ['nsenter', '--target', '4711', '--mount', '--net', '--', 'ls', `/proc/${nginx?.pid}/ns`]
    expect(shellLines([viewOf(sampleObservation({ argv }))], { subjects: run.subjects, daemon })).toEqual([
      'ENGINE_PID=$(cat /run/nsproof/private/docker.pid)',
      "NGINX=$(docker --host unix:///run/nsproof/private/docker.sock ps --quiet --filter label=nsproof.run --filter 'name=-nginx$' | head -n 1)",
      `NGINX_PID=$(docker --host unix:///run/nsproof/private/docker.sock inspect --format '{{.State.Pid}}' "$NGINX")`,
      'nsenter --target "$ENGINE_PID" --mount --net -- ls "/proc/$NGINX_PID/ns"',
    ])
  })

  test('are quoted for the shell', () => {
    expect(
      shellLines([viewOf(sampleObservation({ argv: ['echo', "a'b; $(rm x)"] }))], { ...reached, subjects: [] }),
    ).toEqual([String.raw`echo 'a'\''b; $(rm x)'`])
  })

  test('leave out containers that existed only during their test', () => {
    const steps = [execStep('nginx-1-1', 'c'.repeat(64))]
    const seen = sampleObservation({ steps, argv: ['docker', 'exec', 'c'.repeat(64), 'ps'] })
    expect(shellLines([viewOf(seen)], reached)).toEqual([])
  })
})
