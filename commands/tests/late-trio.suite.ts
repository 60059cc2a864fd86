import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { currentLab } from '../../fixtures/lab.ts'
import { type EngineProxy, openEngineProxy } from './engine-proxy.ts'
import { runStart } from './run-start.ts'

let folder = ''
let proxy: EngineProxy

/** The names that fixtures/subjects/start-subject.ts gives to the three containers and to no other. */
const startsTrio = /^POST \/\S*containers\/create\?\S*name=nsproof-[0-9a-f]+-(?:nginx|httpd|nextcloud)[& ]/
const stopsOne = /^POST \/\S*\/stop\?/

/**
 * Delays the three containers until the control stops its fourth one, or for three seconds if the control waits for them
 * first.
 */
function lateTrio(): (sent: string) => Promise<unknown> | undefined {
  const { promise: stopping, resolve } = Promise.withResolvers<void>()
  return (sent) => {
    if (startsTrio.test(sent)) return Promise.race([stopping, delay(3000)])
    if (!stopsOne.test(sent)) return undefined
    resolve()
    return delay(3000)
  }
}

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'nsproof-late-'))
  proxy = await openEngineProxy({
    path: join(folder, 'docker.sock'),
    engine: currentLab().engine.socket,
    hold: lateTrio(),
  })
})
afterAll(async () => {
  await proxy.close()
  rmSync(folder, { recursive: true })
})

test('ART-01 is as expected when the three containers start late', async () => {
  const { exitCode, statuses } = await runStart(['ART-01'], { DOCKER_HOST: proxy.socket })
  expect(statuses).toEqual({ 'ART-01': 'as-expected' })
  expect(exitCode).toBe(0)
})
