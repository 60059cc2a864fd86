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
import { namesOf, shellLines } from './claim/try-it.ts'
import { typedCommand } from './claim/typed-command.ts'
import { measuredMembers, namesSharing } from './map/identities.ts'
import { passages, ui } from './ui/ui.ts'

const run = articleRun()
const find = (id: string) => run.claims.find((each) => each.id === id) ?? run.claims[0]
const viewsFor = (id: string) => {
  const found = find(id)
  return found === undefined ? [] : chooseViews(found, run)
}

const askedAbout = (views: ReturnType<typeof chooseViews>) => views.map(({ observation: { about } }) => about)

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

  test('of ART-11 are the host’s namespaces and nginx’s, in whatever order the three were asked about', () => {
    const found = find('ART-11')
    const nginx = run.subjects.find(({ name }) => name === 'nginx')?.pid
    const reversed = {
      ...run,
      claims: run.claims.map((each) => ({
        ...each,
        tests: each.tests.map((one) => ({ ...one, observations: one.observations.toReversed() })),
      })),
    }
    const again = reversed.claims.find(({ id }) => id === 'ART-11')
    expect(found && askedAbout(chooseViews(found, run))).toEqual([[], [nginx]])
    expect(again && askedAbout(chooseViews(again, reversed))).toEqual([[], [nginx]])
  })

  test('are of one probe and two vantages if the other claim is not in the run', () => {
    const alone = find('ART-14')
    const views = alone === undefined ? [] : chooseViews(alone, { ...run, claims: [alone] })
    expect(new Set(views.map(({ observation: { probe } }) => probe)).size).toBe(1)
    expect(views).toHaveLength(2)
  })

  test('are the finding and the control if the finding has one vantage only', () => {
    const [made] = sampleEvidence(passedPair(sampleClaim('NET-07'))).claims
    expect(
      made === undefined ? [] : chooseViews(made, { ...run, claims: [made] }).map(({ test: { role } }) => role),
    ).toEqual(['finding', 'control'])
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
  const reached = namesOf(run)

  test('set variables for the ids, PIDs and links of the run', () => {
    expect(shellLines(viewsFor('ART-14'), reached)).toEqual([
      "nginx=$(docker ps --quiet --filter label=nsproof.run --filter 'name=-nginx$' | head -n 1)",
      `nginx_pid=$(docker inspect --format '{{.State.Pid}}' "$nginx")`,
      'docker exec "$nginx" ps -ww -ef',
      'ip netns exec "nsproof-nginx-$nginx_pid" ps -ww -ef',
    ])
  })

  test('reach a private engine by its address, its namespaces by the PID in its file, and both by sudo', () => {
    const [nginx] = run.subjects
    const enter = ['sudo', '-n', 'nsenter', '--target', '4711', '--mount', '--net', '--']
    const names = {
      ...reached,
      client: ['sudo', '-n', 'docker', '--host', 'unix:///run/nsproof/private/docker.sock'],
      sudo: true,
      daemon: {
        socket: 'unix:///run/nsproof/private/docker.sock',
        pid: 4711,
        pidfile: '/run/nsproof/private/docker.pid',
      },
    }
    const seen = sampleObservation({
      argv: [...enter, 'ls', `/proc/${nginx?.pid}/ns`],
      steps: [{ kind: 'host', label: 'host', words: enter.length }],
    })
    expect(shellLines([viewOf(seen)], names)).toEqual([
      'docker() { sudo docker --host unix:///run/nsproof/private/docker.sock "$@"; }',
      'in_engine() { sudo nsenter --target "$(sudo cat /run/nsproof/private/docker.pid)" --mount --net -- "$@"; }',
      "nginx=$(docker ps --quiet --filter label=nsproof.run --filter 'name=-nginx$' | head -n 1)",
      `nginx_pid=$(docker inspect --format '{{.State.Pid}}' "$nginx")`,
      'in_engine ls "/proc/$nginx_pid/ns"',
    ])
  })

  test('ask for the children of a container’s first process, because their PIDs are other ones in each run', () => {
    const [nginx] = run.subjects
    const pid = nginx?.pid ?? 0
    const rows = [
      { pid, ppid: 1 },
      { pid: 8811, ppid: pid },
    ]
    const seen = sampleObservation({ argv: ['ps', '-f', '-p', `${pid},8811`], facts: rows })
    expect(shellLines([viewOf(seen)], reached).at(-1)).toBe('ps -f -p "$nginx_pid,$(pgrep -d , -P "$nginx_pid")"')
    const strangers = { ...seen, facts: [rows[0], { pid: 8811, ppid: 5 }] }
    expect(shellLines([viewOf(strangers)], reached)).toEqual([])
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

describe('the command that a reader types', () => {
  test('has a container’s name, and no options that lead to the run’s engine', () => {
    const [nginx] = run.subjects
    const id = nginx?.id ?? ''
    const argv = ['docker', '--host', 'unix:///x.sock', 'exec', id, 'ps', '-ef']
    expect(typedCommand({ argv, steps: [{ ...execStep('nginx', id), words: 5 }] }, run.subjects)).toEqual([
      'docker',
      'exec',
      'nginx',
      'ps',
      '-ef',
    ])
    const listing = ['docker', '--host', 'unix:///x.sock', 'ps']
    expect(typedCommand({ argv: listing, steps: [{ kind: 'docker', label: 'docker', words: 3 }] }, [])).toEqual([
      'docker',
      'ps',
    ])
    const entered = ['sudo', '-n', 'nsenter', '--target', '4711', '--mount', '--net', '--', 'ip', 'netns', 'list']
    expect(typedCommand({ argv: entered, steps: [{ kind: 'host', label: 'host', words: 8 }] }, [])).toEqual([
      'ip',
      'netns',
      'list',
    ])
  })
})
