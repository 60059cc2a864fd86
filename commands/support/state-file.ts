import { homedir } from 'node:os'
import { join } from 'node:path'

/**
 * Path of a file in which a command keeps what the user did.
 * @see https://specifications.freedesktop.org/basedir-spec/latest/
 */
export function stateFile(name: string): string {
  const state = process.env['XDG_STATE_HOME'] ?? ''
  return join(state === '' ? join(homedir(), '.local/state') : state, 'nsproof', name)
}
