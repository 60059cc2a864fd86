import { withFreshRoot } from '../../fixtures/setup/fresh-root.ts'
import { findFreePort, type Guest, guestHook, guestPackages, type Session, writeInventory } from './guest.ts'
import type { RootMachine } from './machine-list.ts'

/** Roots share this kernel and its cgroups, so one runs after the other. */
let last: Promise<unknown> = Promise.resolve()

/**
 * Makes a root file system with an ssh server in it, in new mount and pid namespaces, on this kernel and network. It ends
 * with `body`, and is removed.
 * @throws LabError if it cannot be made
 */
export function withRootGuest<Result>(
  machine: RootMachine,
  session: Session,
  body: (guest: Guest) => Promise<Result>,
): Promise<Result> {
  const turn = last.then(() => startRoot(machine, session, body))
  last = turn.catch(() => {})
  return turn
}

async function startRoot<Result>(
  { name, suite, packages }: RootMachine,
  session: Session,
  body: (guest: Guest) => Promise<Result>,
): Promise<Result> {
  const port = await findFreePort()
  const inventory = await writeInventory(name, port, session)
  const log = (line: string): void => session.log(`${name}: ${line}`)
  const further = [`--include=${[...guestPackages, ...packages].join(',')}`, guestHook(session)]
  return withFreshRoot({ suite, keep: false, log, arguments: further }, async (root) => {
    const ending = new AbortController()
    const serve = 'mkdir -p /run/sshd; exec /usr/sbin/sshd -D -p "$0" -o ListenAddress=127.0.0.1'
    const running = root.run(['sh', '-c', serve, String(port)], 'quietly', ending.signal)
    try {
      const ended = running.then(
        () => 'it shut down',
        (error: unknown) => `it could not be entered: ${String(error)}`,
      )
      return await body({ inventory, emulated: false, ended })
    } finally {
      ending.abort()
      await running
    }
  })
}
