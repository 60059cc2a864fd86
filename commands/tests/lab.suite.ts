import { lstatSync, rmSync } from 'node:fs'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { execa } from 'execa'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { removeObject } from '../../fixtures/engine/objects.ts'
import { currentLab } from '../../fixtures/lab.ts'
import { describeLeftover, takeCensus } from '../../fixtures/undo/census.ts'
import { entriesOf, listJournals } from '../../fixtures/undo/journal.ts'
import { isAlive } from '../../fixtures/undo/process.ts'
import { until } from '../../fixtures/until.ts'
import { type LabTerminal, openLabTerminal } from './lab-terminal.ts'

const command = join(import.meta.dirname, '../lab.ts')
const sudo = process.geteuid?.() === 0 ? '' : 'sudo '
const outer = currentLab()

let home = ''
beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'lab-home-'))
  await writeFile(join(home, '.bashrc'), "PS1='$ '\nexport FROM_RC=yes\nbind 'set enable-bracketed-paste off'\n")
})
afterEach(() => rm(home, { recursive: true }))

const open = (env: Readonly<Record<string, string>> = {}, ...args: readonly string[]): Promise<LabTerminal> =>
  openLabTerminal({ HOME: home, XDG_STATE_HOME: home, SHELL: '/bin/bash', NO_COLOR: '1', ...env }, ...args)

/** The value of a variable of the lab's shell. */
async function valueOf(lab: LabTerminal, name: string): Promise<string> {
  return /<(.*)>/.exec((await lab.type(`echo "<\${${name}}>"`)).replace(/.*/, ''))?.[1] ?? ''
}

const runIn = async (lab: LabTerminal): Promise<string> => (await valueOf(lab, 'lab')).replace('nsproof.run=', '')

/** PID of the newest process in the background. */
const startedPid = async (lab: LabTerminal, line: string): Promise<number> => {
  await lab.type(`${line} &`)
  return Number(await valueOf(lab, '!'))
}

const running = async (pid: number): Promise<boolean> =>
  (await execa('grep', ['-q', '^State:.[^ZX]', `/proc/${pid}/status`], { reject: false })).exitCode === 0

/** What is left of a run, with its journal. */
async function leftOf(run: string): Promise<string[]> {
  const census = (await takeCensus(outer.engine, run)).filter((one) => one.run === run).map(describeLeftover)
  return [...census, ...listJournals().flatMap(({ folder }) => (folder.endsWith(run) ? [folder] : []))]
}

const soonLeftOf = (run: string): Promise<string[]> =>
  until(
    () => leftOf(run),
    (left) => left.length === 0,
    { limit: 15_000, interval: 100 },
  )

const exists = (path: string): boolean => lstatSync(path, { throwIfNoEntry: false }) !== undefined

/** What a learner leaves in the lab: a name, a process and a container. */
async function leaveThings(
  lab: LabTerminal,
  run: string,
): Promise<{ readonly name: string; readonly process: number }> {
  const name = `/var/run/netns/left-${run}`
  await lab.type(`${sudo}ln -s /proc/$nginx_pid/ns/net ${name}`)
  await lab.type('docker run --detach --label $lab --network container:$nginx $image sleep infinity')
  return { name, process: await startedPid(lab, `${sudo}nsenter --target $nginx_pid --net sleep 1000`) }
}

describe('the lab', { timeout: 600_000 }, () => {
  test('tells at the prompt what has changed, once, and leaves nothing but what the user made outside of it', async () => {
    const lab = await open()
    const run = await runIn(lab)
    expect(await valueOf(lab, 'FROM_RC')).toBe('yes')
    const link = `/var/run/netns/mine-${run}`
    expect(await lab.type(`${sudo}ln -s /proc/$httpd_pid/ns/net /var/run/netns/x-${run}`)).toContain('that is httpd’s')
    expect(await lab.type('true')).not.toContain('[lab]')
    lab.press('sleep 1000\r')
    // Ctrl-C is for the sleep, and not for the shell that has not started it yet.
    await setTimeout(1000)
    lab.press('\u0003')
    await lab.shows(/\(lab\) \$ $/)
    expect(await lab.type(`${sudo}unlink /var/run/netns/x-${run}`)).toContain('not yet: `ip netns list` lists')
    const left = await leaveThings(lab, run)
    expect(await lab.type('check')).toContain('[lab] done: a name is a file')
    expect(await lab.type('next')).toContain('Task 2 of ')

    await lab.type(`${sudo}ln -s /proc/$$/ns/net ${link}`)
    const container = (await lab.type('docker run --detach $image sleep infinity')).match(/[0-9a-f]{64}/)?.[0] ?? ''
    const sleeper = await startedPid(lab, 'exec unshare --user --net sleep 1000')
    lab.press('exit\r')
    try {
      expect(await lab.exit).toEqual([0, null])
      expect(await leftOf(run)).toEqual([])
      expect([exists(left.name), await running(left.process)]).toEqual([false, false])
      const said = lab.screen().slice(lab.screen().indexOf('New since the lab began'))
      for (const line of [`unlink ${link}`, container.slice(0, 12), `kill ${sleeper}`]) expect(said).toContain(line)
      expect([exists(link), await running(sleeper)]).toEqual([true, true])
      const [program = 'docker', ...words] = outer.engine.cli
      const inspected = await execa(program, [...words, 'inspect', '--format', '{{.State.Running}}', container])
      expect(inspected.stdout).toBe('true')
    } finally {
      rmSync(link, { force: true })
      await removeObject(outer.engine.socket, 'containers', container)
      await execa('kill', [String(sleeper)], { reject: false })
    }
  })

  test.for([
    ['the terminal is gone', (lab: LabTerminal): void => void lab.child.kill('SIGKILL')],
    ['the lab is killed', (_: LabTerminal, pid: number): void => void process.kill(pid, 'SIGKILL')],
    ['the lab gets SIGTERM', (_: LabTerminal, pid: number): void => void process.kill(pid, 'SIGTERM')],
  ] as const)('leaves nothing when %s', async ([, end]) => {
    const lab = await open()
    const run = await runIn(lab)
    const left = await leaveThings(lab, run)
    const journal = listJournals().find(({ folder }) => folder.endsWith(run))
    const pid = journal && entriesOf(journal, 'run')[0]?.pid
    const [shell] = journal === undefined ? [] : entriesOf(journal, 'shell')
    if (pid === undefined || shell === undefined) throw new Error('the lab has no journal')
    expect(await leftOf(run)).not.toEqual([])
    end(lab, pid)
    await lab.exit
    expect(await soonLeftOf(run)).toEqual([])
    expect([exists(left.name), await running(left.process)]).toEqual([false, false])
    // A process that was killed stays a zombie until its new parent reaps it.
    const lives = await until(
      () => isAlive(shell),
      (alive) => !alive,
      { limit: 15_000, interval: 100 },
    )
    expect(lives).toBe(false)
  })

  test('works in sh, which has no command for each prompt, and reads the user’s ENV', async () => {
    await writeFile(join(home, 'env'), 'FROM_ENV=yes\n')
    const lab = await open({ SHELL: '/bin/sh', ENV: join(home, 'env') }, '--task', 'freeze', '--lang', 'ja')
    expect(await valueOf(lab, 'FROM_ENV')).toBe('yes')
    expect(await lab.type('docker pause $clock')).toContain('[lab] できた：')
    expect(await lab.type('task ss-in-httpd')).toContain('課題 2/')
    expect(await lab.type('docker inspect $clock')).not.toContain('できた')
    lab.press('\u0004')
    expect(await lab.exit).toEqual([0, null])
  })

  test('says in a nested shell that stays on the host’s files what has changed there', async () => {
    const lab = await open({}, '--task', 'pid-1')
    lab.press(`${sudo}nsenter --target $nginx_pid --net unshare --pid --fork --mount-proc bash\r`)
    await lab.shows(/done: namespaces of different types/)
    await lab.type('exit')
    lab.press('exit\r')
    expect(await lab.exit).toEqual([0, null])
  })

  test('starts three new containers on reset, and remembers what was done', async () => {
    const lab = await open({}, '--task', 'host-name')
    const before = await valueOf(lab, 'nginx')
    await lab.type(`${sudo}nsenter --target $nginx_pid --uts hostname web1`)
    await lab.type('docker rm --force $nginx')
    expect(await lab.type('check')).toMatch(/that went wrong: nginx no longer runs .*To get back: `reset`/)
    expect(await lab.type('reset')).toContain('The containers were started anew')
    expect(await valueOf(lab, 'nginx')).toMatch(/^[0-9a-f]{12}$/)
    expect(await valueOf(lab, 'nginx')).not.toBe(before)
    expect(await lab.type('check')).toContain('not yet: The host name belongs')
    lab.press('exit\r')
    expect(await lab.exit).toEqual([0, null])
    const list = await execa(process.execPath, [command, '--list'], { env: { XDG_STATE_HOME: home } })
    expect(list.stdout).toMatch(/^✓ +3 host-name /m)
    const anew = await execa(process.execPath, [command, '--list', '--reset'], { env: { XDG_STATE_HOME: home } })
    expect(anew.stdout).not.toContain('✓')
  })
})

test('without a terminal, the lab says so and exits with 2', async () => {
  const { exitCode, stderr } = await execa(process.execPath, [command], { stdin: 'ignore', reject: false })
  expect(stderr).toMatch(/^nsproof: the lab opens a shell and so needs a terminal.*$/)
  expect(exitCode).toBe(2)
})
