import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gunzipSync, gzipSync } from 'node:zlib'
import { execa } from 'execa'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { type Evidence, parseEvidence } from '../../reports/evidence/schema.ts'
import { toJson } from '../../reports/output/files.ts'
import { articleRun } from '../../reports/samples/sample-runs.ts'
import { digestOf } from '../support/evidence-file.ts'
import { readRevision } from '../support/revision.ts'

let folder = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'nsproof-share-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

const share = (...args: string[]) =>
  execa(process.execPath, [join(import.meta.dirname, '../share.ts'), ...args], {
    cwd: folder,
    env: { USER: 'turanga' },
    reject: false,
  })

const planted = {
  host: 'planet-express',
  user: 'turanga',
  home: '/home/zoidberg/claims',
  ipv4: '10.77.88.99',
  ipv6: '2001:db8:77::99',
  mac: '3c:22:fb:77:88:99',
}

/** A real run of this suite, with the planted words in its outputs, arguments, errors, facts and profile. */
async function writePlanted(change: (run: Evidence) => Evidence = (run) => run): Promise<string> {
  const real = articleRun()
  const all = Object.values(planted).join(' ')
  const claims = real.claims.map((claim) => ({
    ...claim,
    tests: claim.tests.map((one) => ({
      ...one,
      observations: one.observations.map((seen, index) => ({
        ...seen,
        ...(index === 0 && {
          probe: 'uname -n',
          steps: [{ kind: 'host' as const, label: 'host', words: 0 }],
          stdout: `${planted.host}\n`,
        }),
        argv: [...seen.argv, all],
        stderr: all,
        facts: { [planted.ipv4]: all },
      })),
    })),
  }))
  const run = { revision: await readRevision(), asked: real.claims.map(({ id }) => id), troubles: [] }
  const file = join(folder, 'evidence.json')
  writeFileSync(file, toJson(change({ ...real, run, claims, profile: { ...real.profile, os: `Debian ${all}` } })))
  return file
}

const shared = async (change?: (run: Evidence) => Evidence) => (await share(await writePlanted(change))).stdout
const check = (...args: string[]) => share('--check', ...args)
const contentOf = (file: string): string => gunzipSync(readFileSync(join(folder, file))).toString('utf8')

/** Writes a shared file with another content, under a name whose digest is right. */
function rewrite(file: string, change: (text: string) => string): string {
  const text = change(contentOf(file))
  const name = join(folder, file.replace(/[0-9a-f]{12}(?=\.json\.gz$)/, digestOf(text)))
  writeFileSync(name, gzipSync(text))
  return name
}

describe('npm run share', () => {
  test('writes evidence without what tells a machine or a person, named by engine, kernel and digest', async () => {
    const { exitCode, stdout, stderr } = await share(await writePlanted())
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' })
    expect(stdout).toMatch(/^compat\/evidence\/docker-20\.10\.\S+-linux-6\.\S+-[0-9a-f]{12}\.json\.gz$/)
    const text = contentOf(stdout)
    for (const word of ['planet', 'turanga', 'zoidberg', planted.ipv4, planted.ipv6, planted.mac, '172.17.0.'])
      expect(text).not.toContain(word)
    expect(stdout).toContain(digestOf(text))
    const [before, after] = [articleRun(), parseEvidence(JSON.parse(text))]
    expect(after.claims.map(({ id, status }) => [id, status])).toEqual(
      before.claims.map(({ id, status }) => [id, status]),
    )
  })

  test('hides further words on request', async () => {
    const { stdout } = await share('--hide', 'Debian', '--out', 'mine', await writePlanted())
    expect(contentOf(stdout)).not.toContain('Debian')
    expect(stdout).toMatch(/^mine\//)
  })

  test('refuses evidence that would not count, writes nothing, and exits with 2', async () => {
    const file = await writePlanted((run) => ({ ...run, run: { revision: '0123456789ab', asked: [], troubles: [] } }))
    const { exitCode, stderr } = await share(file)
    expect(stderr).toMatch(/^nsproof: this evidence would not count: no claim was asked for$/)
    expect(exitCode).toBe(2)
    expect(readdirSync(folder)).toEqual(['evidence.json'])
  })
})

describe('npm run share -- --check', () => {
  test('accepts what share wrote', async () => {
    const file = await shared()
    const { exitCode, stdout, stderr } = await check(file)
    expect({ exitCode, stdout, stderr }).toEqual({ exitCode: 0, stdout: `${file}: in order`, stderr: '' })
  })

  test('finds a file that was changed by hand, by its digest', async () => {
    const file = await shared()
    writeFileSync(join(folder, file), gzipSync(contentOf(file).replace('"confirmed"', '"refuted"')))
    const { exitCode, stderr } = await check(file)
    expect(stderr).toMatch(
      /its name says digest [0-9a-f]{12} and its content has [0-9a-f]{12}: it was changed by hand$/,
    )
    expect(exitCode).toBe(2)
  })

  test.each([
    [
      'a control that did not come out',
      (text: string) => text.replace(/("role": "control",[^]*?"status": )"passed"/, '$1"failed"'),
      /its tests say unexpected/,
    ],
    ['an address', (text: string) => text.replaceAll('198.18.0.1', '10.77.88.99'), /it holds names or addresses/],
    [
      'a directory of somebody',
      (text: string) => text.replaceAll('/home/user', '/home/zoidberg'),
      /it holds names or addresses/,
    ],
    ['another schema', (text: string) => text.replace('"schema": 2', '"schema": 1'), /of schema 1/],
    ['half of it', (text: string) => text.slice(0, text.length / 2), /cut or is not JSON/],
    [
      'a claim that is missing',
      (text: string) => text.replace('"asked": [', '"asked": ["ART-01",'),
      /claims are there; missing: ART-01/,
    ],
  ])('finds %s, although the digest is right', async (_what, change, said) => {
    const { exitCode, stderr } = await check(rewrite(await shared(), change))
    expect(stderr).toMatch(said)
    expect(exitCode).toBe(2)
  })

  test('finds another revision, and accepts it with --any-revision', async () => {
    const file = await shared((run) => ({
      ...run,
      run: { revision: 'ffffffffffff', asked: run.run?.asked ?? [], troubles: [] },
    }))
    expect((await check(file)).stderr).toMatch(/it is of revision ffffffffffff, and this suite is [0-9a-f]{12}$/)
    expect((await check('--any-revision', file)).exitCode).toBe(0)
  })

  test('says a line for each file that is wrong, also for one that is missing or no archive', async () => {
    mkdirSync(join(folder, 'x'))
    writeFileSync(join(folder, 'x/docker-1-linux-2-0123456789ab.json.gz'), 'no archive')
    const { stderr } = await check('x/docker-1-linux-2-0123456789ab.json.gz', 'nowhere.json.gz', await writePlanted())
    expect(stderr.split('\n')).toEqual([
      expect.stringMatching(/^nsproof: x\/docker\S+: it cannot be read/),
      expect.stringMatching(/^nsproof: nowhere\S+: it cannot be read/),
      expect.stringMatching(/its name does not end in its digest/),
    ])
  })
})
