import { LabError } from '../fixtures/engine/error.ts'
import { type VariantName, variantNames } from '../fixtures/engine/variants.ts'
import type { Task } from '../fixtures/task.ts'
import { forgetDoneTasks, readDoneTasks } from './lab/done-tasks.ts'
import { loadTasks } from './lab/load-tasks.ts'
import { parseLanguage, parseOptions, runCommand } from './support/run-command.ts'

const usage = `npm run lab [-- --task ID] [--list] [--sheet FOLDER] [--lang en|ja] [--engine NAME] [--reset] [--no-provision]

Starts the three containers and opens your own shell, with tasks from easy to hard. At each prompt the lab looks at the
machine and says what is missing, or that the task is done. Leaving the shell puts everything back.

  --task ID        begin with this task
  --list           print the tasks with their claims and which are done, and open nothing
  --sheet FOLDER   write sheet.html to this folder: the tasks and the tour's questions, to print, with and without answers
  --reset          forget which tasks were done
  --lang en|ja     the language
  --engine NAME    use an engine that nsproof starts, for example podman
  --no-provision   do not install system packages; if one is missing, say so
  --help           this text

In the shell: task, tasks, check, hint, solution, next, reset, lab-help; \`exit\` or Ctrl-D leaves. Containers without the
lab's label, and other things that you make outside of the lab, are listed at the end and not touched. Which tasks were done
is kept in $XDG_STATE_HOME/nsproof/lab.json, or in ~/.local/state/nsproof/lab.json.

Exit code: 0 it ended; 2 it could not run; 3 it broke, or something was left on the machine.
`

await runCommand(usage, async () => {
  const { values } = parseOptions({
    allowNegative: true,
    options: {
      task: { type: 'string' },
      list: { type: 'boolean', default: false },
      sheet: { type: 'string' },
      reset: { type: 'boolean', default: false },
      lang: { type: 'string', default: 'en' },
      engine: { type: 'string' },
      provision: { type: 'boolean', default: true },
    },
  })
  const { task, engine, provision } = values
  const lang = parseLanguage(values.lang)
  const tasks = await loadTasks()
  if (task !== undefined && !tasks.some(({ id }) => id === task))
    throw new LabError(
      `there is no task ${JSON.stringify(task)}: \`npm run lab -- --list\` prints the ids of all tasks`,
    )
  if (values.reset) await forgetDoneTasks()
  if (values.list) return listTasks(tasks, lang)
  if (values.sheet !== undefined) {
    const { writeSheet } = await import('./lab/write-sheet.ts')
    return writeSheet(tasks, { folder: values.sheet, lang, provision })
  }
  const chosen = engine === undefined ? undefined : parseEngine(engine)
  if (!process.stdin.isTTY || !process.stdout.isTTY)
    throw new LabError('the lab opens a shell and so needs a terminal for its input and output: run it in one')
  const given = { ...(task !== undefined && { task }), ...(chosen !== undefined && { engine: chosen }) }
  // Imported on use: it loads testcontainers.
  const { runLab } = await import('./lab/run-lab.ts')
  return runLab(tasks, { lang, provision, ...given })
})

function parseEngine(wanted: string): VariantName {
  const found = variantNames.find((name) => name === wanted)
  if (found === undefined)
    throw new LabError(`--engine must be one of ${variantNames.join(', ')}, not ${JSON.stringify(wanted)}`)
  return found
}

async function listTasks(tasks: readonly Task<unknown>[], lang: 'en' | 'ja'): Promise<0> {
  const done = await readDoneTasks()
  const width = Math.max(...tasks.map(({ id }) => id.length))
  for (const [index, { id, title, claims }] of tasks.entries()) {
    const mark = done.has(id) ? '✓' : ' '
    process.stdout.write(`${mark} ${String(index + 1).padStart(2)} ${id.padEnd(width)}  ${title[lang]}\n`)
    process.stdout.write(`${' '.repeat(width + 7)}${claims.join(' ')}\n`)
  }
  return 0
}
