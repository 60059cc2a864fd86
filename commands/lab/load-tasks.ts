import { globSync } from 'node:fs'
import { join } from 'node:path'
import type { Task } from '../../fixtures/task.ts'

const folder = join(import.meta.dirname, '../../experiments/tasks')

/** The tasks in the order of their files, from easy to hard. */
export async function loadTasks(): Promise<readonly Task<unknown>[]> {
  const files = globSync('*.ts', { cwd: folder }).toSorted()
  const modules = await Promise.all(files.map((file) => import(join(folder, file)) as Promise<{ task: Task<unknown> }>))
  return modules.map(({ task }) => task)
}
