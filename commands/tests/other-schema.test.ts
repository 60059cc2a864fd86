import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { execa } from 'execa'
import { expect, onTestFinished, test } from 'vitest'

const readme = join(import.meta.dirname, '../../README.md')

test.each(['report', 'compare', 'seen'])(
  'npm run %s refuses evidence of schema 1 and says what to do',
  async (name) => {
    const folder = mkdtempSync(join(tmpdir(), 'nsproof-schema-'))
    onTestFinished(() => rmSync(folder, { recursive: true }))
    writeFileSync(join(folder, 'evidence.json'), '{"schema":1,"claims":[]}')
    const before = readFileSync(readme, 'utf8')
    const command = [join(import.meta.dirname, '..', `${name}.ts`), 'evidence.json']
    const { exitCode, stdout, stderr } = await execa(process.execPath, command, { cwd: folder, reject: false })
    expect({ exitCode, stdout, stderr }).toEqual({
      exitCode: 2,
      stdout: '',
      stderr:
        'nsproof: evidence.json cannot be read: it is of schema 1 and this nsproof reads schema 2: run `npm start` again, or read it with the nsproof that wrote it',
    })
    expect(readdirSync(folder)).toEqual(['evidence.json'])
    expect(readFileSync(readme, 'utf8')).toBe(before)
  },
)
