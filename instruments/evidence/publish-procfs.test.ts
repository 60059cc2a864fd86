import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { parseProcfs } from '../parsers/procfs.ts'
import { publishProcfs } from './publish-procfs.ts'

const samples = join(import.meta.dirname, '../parsers/samples/parseProcfs')
const good = readdirSync(samples).filter((name) => !name.startsWith('broken'))

describe('what is published of a procfs', () => {
  test.for(good)('%s gives the same facts', (name) => {
    const text = readFileSync(join(samples, name), 'utf8')
    expect(parseProcfs(publishProcfs(text))).toEqual(parseProcfs(text))
  })

  test('leaves out the rest of a process', () => {
    const stat = '7 (a) 0 (b) S 1 7 7 0 -1 4194560 5 0 0 0 11 12 0 0 20 0 1 0 4321 987654 33\n'
    const status =
      'Name:\ta\nState:\tS (sleeping)\nPid:\t7\nPPid:\t1\nUid:\t0\t0\t0\t0\nGroups:\t4 27\nNSpid:\t7\nVmRSS:\t123 kB\n'
    const published = publishProcfs(`/proc/7/stat\0${stat}\0/proc/7/status\0${status}\0`)
    expect(published).not.toMatch(/987654|VmRSS|Groups/)
    expect(published).toContain('4321')
  })
})
