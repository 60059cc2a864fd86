import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { until } from '../../fixtures/until.ts'
import { labTexts } from '../lab/lab-texts.ts'
import { loadTasks } from '../lab/load-tasks.ts'
import { type LabTerminal, openLabTerminal } from './lab-terminal.ts'

const tasks = await loadTasks()
const sudo = process.geteuid?.() === 0 ? '' : 'sudo '
const asUser = (commands: string): string => commands.replaceAll('ROOT ', sudo)

/** A text of a task, with anything in the place of `{name}`. */
function patternOf(text: string): RegExp {
  const parts = text.split(/\{\w+\}/).map((part) => part.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`))
  return new RegExp(parts.join('.+'))
}

let home = ''
let lab: LabTerminal
beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'lab-home-'))
  await writeFile(join(home, '.bashrc'), "PS1='$ '\nbind 'set enable-bracketed-paste off'\n")
  lab = await openLabTerminal({ HOME: home, XDG_STATE_HOME: home, SHELL: '/bin/bash', NO_COLOR: '1' })
}, 600_000)
afterAll(async () => {
  await lab.type('for job in $(jobs -p); do kill -KILL -- -$job; done')
  lab.press('exit\r')
  await lab.exit
  await rm(home, { recursive: true })
})

/** Asks the lab until it says this: what was started in the background takes a moment. */
const says = (pattern: RegExp): Promise<string> =>
  until(
    () => lab.type('check'),
    (said) => pattern.test(said),
    { limit: 15_000, interval: 200 },
  )

/** Begins a task as if nothing had been done. */
async function beginAnew({ id, changesTrio }: (typeof tasks)[number]): Promise<string> {
  const shown = await lab.type(`task ${id}`)
  return changesTrio === true ? lab.type('reset') : shown
}

describe.for(tasks)('the task $id', { timeout: 600_000 }, (task) => {
  test('gives its first hint where nothing was done, to each wrong turn its own, and accepts its solution', async (context) => {
    const shown = await beginAnew(task)
    const passedOver = /Passed over: .*/.exec(shown)?.[0]
    if (passedOver !== undefined) context.skip(passedOver)
    expect(await lab.type('check')).toContain(`not yet: ${task.hints[0]?.en}`)

    for (const { by, says: told, back } of task.turns) {
      await beginAnew(task)
      // What a former turn left in a namespace of the learner's own is not the lab's.
      await lab.type('for job in $(jobs -p); do kill -KILL -- -$job; done')
      for (const line of asUser(by).split('\n')) await lab.type(line)
      const said = await says(patternOf(told.en))
      expect(said).toMatch(patternOf(told.en))
      if (back === undefined) continue
      const command = /To get back: `(.*)`/.exec(said)?.[1]
      expect(command).toMatch(patternOf(asUser(back)))
      await lab.type(command ?? '')
      expect(await lab.type('check')).not.toMatch(patternOf(told.en))
    }

    await beginAnew(task)
    for (const line of asUser(task.solution).split('\n')) await lab.type(line)
    expect(await says(/done: /)).toContain(`done: ${task.why.en}`)
  })
})

test('each task was told as done in the list', async () => {
  const list = await lab.type('tasks')
  expect(list.match(/^✓/gm)?.length).toBeGreaterThanOrEqual(15)
  expect(labTexts.help.en).toContain('tasks ')
})
