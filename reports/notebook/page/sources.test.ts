import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { readSource } from './sources.ts'

const root = join(import.meta.dirname, '../../..')
const isTask = (file: string): boolean => file.startsWith('experiments/tasks/')
const experiments = globSync('experiments/*/*.ts', { cwd: root }).filter((file) => !isTask(file))

/** What a claim's file lists as its sources. */
function sourcesOf(file: string): string[] {
  const text = readFileSync(join(root, file), 'utf8')
  const list = /^ {2}source: \[(.*?)\],$/ms.exec(text)?.[1] ?? ''
  return [...list.matchAll(/'([^']+)'/g)].map(([, source = '']) => source)
}

test('an address is its own link', () => {
  const href = 'https://docs.docker.com/reference/cli/docker/inspect/'
  expect(readSource(href)).toEqual({ label: 'docs.docker.com/reference/cli/docker/inspect/', href })
})

test('a manual page is linked to its section, and to its Japanese page where there is one', () => {
  expect(readSource('pid_namespaces(7) “/proc and PID namespaces”')).toEqual({
    label: 'pid_namespaces(7) “/proc and PID namespaces”',
    href: 'https://man7.org/linux/man-pages/man7/pid_namespaces.7.html#:~:text=%2Fproc%20and%20PID%20namespaces',
    japanese: 'https://manpages.debian.org/bookworm/manpages-ja/pid_namespaces.7.ja.html',
  })
  expect(readSource('ip-netns(8)')).toEqual({
    label: 'ip-netns(8)',
    href: 'https://man7.org/linux/man-pages/man8/ip-netns.8.html',
  })
  expect(readSource('setns(2)')?.japanese).toBe('https://manpages.debian.org/bookworm/manpages-ja-dev/setns.2.ja.html')
  expect(readSource('NS_GET_USERNS(2const)')?.href).toBe(
    'https://man7.org/linux/man-pages/man2/NS_GET_USERNS.2const.html',
  )
})

test('a file of a tree is linked at the version that the claims cite', () => {
  expect(readSource('linux kernel/pid.c (alloc_pid)')).toEqual({
    label: 'linux v6.12 kernel/pid.c (alloc_pid)',
    href: 'https://github.com/torvalds/linux/blob/v6.12/kernel/pid.c',
  })
})

test.for(['kernel kernel/pid.c', 'moby issue 45795', 'javascript:alert(1)', 'man page', ''])(
  '%j is no source',
  (text) => {
    expect(readSource(text)).toBeUndefined()
  },
)

test.for(experiments)('every source of %s can be opened', (file) => {
  const sources = sourcesOf(file)
  expect(sources).not.toEqual([])
  expect(sources.filter((source) => readSource(source) === undefined)).toEqual([])
})
