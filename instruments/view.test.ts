import { expect, test } from 'vitest'
import { Recorder } from './evidence/recorder.ts'
import { ProbeError } from './probe.ts'
import { hostVantage } from './vantage.ts'
import { viewFrom } from './view.ts'

test('must: a command that fails is recorded, and its error has argv, exit code and stderr', async () => {
  const recorder = new Recorder()
  const here = viewFrom(hostVantage([]), recorder)
  expect(await here.must('true')).toMatchObject({ exitCode: 0 })
  const failing = here.must('sh', '-c', 'echo no such thing >&2; exit 7')
  await expect(failing).rejects.toThrow(ProbeError)
  await expect(failing).rejects.toThrow('sh -c echo no such thing >&2; exit 7 ended with 7: no such thing')
  expect(recorder.observations.map(({ facts }) => facts)).toEqual([{ exitCode: 0 }, { exitCode: 7 }])
})
