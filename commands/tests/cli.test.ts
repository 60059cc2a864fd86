import { join } from 'node:path'
import { execa } from 'execa'
import { describe, expect, test } from 'vitest'
import { runVariables } from '../../instruments/run-environment.ts'

const run = async (name: string, args: readonly string[], env: Readonly<Record<string, string>> = {}) =>
  execa(process.execPath, [join(import.meta.dirname, '..', `${name}.ts`), ...args], { env, reject: false })

describe('a command with a wrong argument or environment says so in one line and exits with 2', () => {
  test.for([
    ['start', ['--nonsense'], {}, '--nonsense'],
    ['start', ['NET-999'], {}, 'no claim matches "NET-999"'],
    ['start', ['ART-12', ''], {}, 'no claim matches ""'],
    ['start', ['--lang', 'fr'], {}, '--lang'],
    ['start', ['--engine', 'lxc'], {}, 'not "lxc"'],
    ['start', ['--engine', 'private,userns-remap', '--keep'], {}, '--keep'],
    ['compare', ['--nonsense'], {}, '--nonsense'],
    ['compare', ['nowhere'], {}, 'nowhere cannot be read'],
    ['share', ['--nonsense'], {}, '--nonsense'],
    ['share', ['--check'], {}, 'no shared file was named'],
    ['start', ['ART-12'], { DOCKER_HOST: 'tcp://192.0.2.1:2375' }, 'DOCKER_HOST is tcp://192.0.2.1:2375'],
    ['start', ['ART-12'], { DOCKER_HOST: 'unix:///nowhere/docker.sock' }, 'no engine answers there'],
    ['doctor', ['--nonsense'], {}, '--nonsense'],
    ['clean', ['everything'], {}, 'everything'],
    ['tour', ['--lang', 'fr'], {}, '--lang'],
    ['lab', ['--lang', 'fr'], {}, '--lang'],
    ['lab', ['--task', 'nothing'], {}, 'no task "nothing"'],
    ['lab', ['--engine', 'lxc'], {}, 'not "lxc"'],
    ['fresh', ['--suite', 'sarge'], {}, 'not "sarge"'],
    ['bench', ['--only', 'a,z'], {}, 'not "z"'],
    ['bench', ['--rounds', '0'], {}, 'not "0"'],
    ['bench', ['limits.json'], {}, '--check'],
    ['bench', ['--check', 'nowhere.json'], {}, 'nowhere.json cannot be read'],
    ['fresh', ['--npm', 'git+ssh://example.org'], {}, '--npm'],
  ] as const)('%s %j %j', async ([name, args, env, said]) => {
    const { exitCode, stderr } = await run(name, args, env)
    expect(stderr).toContain(said)
    expect(stderr.split('\n')).toHaveLength(1)
    expect(exitCode).toBe(2)
  })
})

describe('--help', () => {
  test.for(['start', 'test', 'doctor', 'clean', 'tour', 'lab', 'compare', 'share', 'fresh', 'bench'])(
    'of %s goes to stdout and exits with 0',
    async (name) => {
      const { exitCode, stdout, stderr } = await run(name, ['--help'])
      expect(stdout).toContain(name === 'start' || name === 'test' ? `npm ${name}` : `npm run ${name}`)
      expect(stderr).toBe('')
      expect(exitCode).toBe(0)
    },
  )
})

test.for(['start', 'test', 'mutate', 'clean', 'tour', 'lab'])(
  '--help of %s explains exit codes 0, 2 and 3',
  async (name) => {
    const { stdout } = await run(name, ['--help'])
    expect(stdout).toMatch(/^Exit code: 0 [^]*2 it could not run[^]*3 \S/m)
  },
)

describe('--ask', () => {
  test('prints the question that is meant, its answer, its claims and how to run them, without an engine', async () => {
    const nowhere = { DOCKER_HOST: 'unix:///nowhere/docker.sock' }
    const { stdout, exitCode } = await run('start', ['--ask', 'fork:', 'Cannot', 'allocate', 'memory'], nowhere)
    expect(stdout).toMatch(
      /^`unshare --pid bash` says: fork: Cannot allocate memory\n {2}The first child .*\n {2}PID-05 /,
    )
    expect(stdout).toContain('\n  npm start -- PID-05 ')
    expect(exitCode).toBe(0)
  })

  test('says so in one sentence where nothing answers, and exits with 2', async () => {
    const { stderr, stdout, exitCode } = await run('start', ['--ask', 'qwxyzzy'])
    expect(stderr).toMatch(/^nsproof: no claim answers “qwxyzzy”: .*--list$/)
    expect({ stdout, exitCode }).toEqual({ stdout: '', exitCode: 2 })
  })
})

describe('--list', () => {
  test('prints the ids and titles of the named claims, without an engine, in both languages', async () => {
    const nowhere = { DOCKER_HOST: 'unix:///nowhere/docker.sock' }
    const english = await run('start', ['--list', 'ART-1*'], nowhere)
    expect(english.stdout.split('\n').map((line) => line.slice(0, 6))).toEqual(
      Array.from({ length: 10 }, (_, n) => `ART-1${n}`),
    )
    const japanese = await run('start', ['--list', 'ART-12', '--lang', 'ja'], nowhere)
    expect(japanese.stdout).toMatch(/^ART-12 +.*コンテナ/)
    expect([english.exitCode, japanese.exitCode]).toEqual([0, 0])
  })

  test('names the experiment that lacks a Japanese title, and exits with 3', async () => {
    const env = {
      DOCKER_HOST: 'unix:///nowhere/docker.sock',
      ...runVariables({ experiments: 'commands/tests/samples/untranslated' }),
    }
    const { exitCode, stderr } = await run('start', ['--list'], env)
    expect(stderr).toMatch(/^nsproof: .*ART-97: 2 findings, 1 Japanese title in page\(\)\.ja\.findings/)
    expect(stderr.split('\n')).toHaveLength(1)
    expect(exitCode).toBe(3)
  })

  test('reads every experiment, so each of their tests has its Japanese title', async () => {
    const { exitCode, stdout } = await run('start', ['--list'], { DOCKER_HOST: 'unix:///nowhere/docker.sock' })
    expect(stdout.split('\n').length).toBeGreaterThan(60)
    expect(exitCode).toBe(0)
  })

  test('gives the title for official images if it depends on the images', async () => {
    const { stdout } = await run('start', ['--list', 'ART-02'], { DOCKER_HOST: 'unix:///nowhere/docker.sock' })
    expect(stdout).toMatch(/^ART-02 .*nextcloud’s does/)
  })
})
