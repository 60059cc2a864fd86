import { once } from 'node:events'
import { createServer, type Server, type Socket } from 'node:net'
import { text } from 'node:stream/consumers'

/** What a program of the lab's shell prints, and its exit code. */
export interface ShellAnswer {
  readonly code: number
  readonly text: string
}

/**
 * Answers the programs of the lab's shell (commands/lab/bin). A request is one line, words separated by tabs; an answer is
 * the exit code on a line, then the text. One request is answered after the other.
 * @param socket path in the run's folder, which only the user and root can enter
 */
export async function serveCommands(
  socket: string,
  answer: (words: readonly string[]) => Promise<ShellAnswer>,
): Promise<Server> {
  let queue: Promise<unknown> = Promise.resolve()
  const server = createServer({ allowHalfOpen: true }, (client) => {
    // A client that was interrupted has closed its end.
    client.on('error', () => client.destroy())
    queue = queue.then(() => respond(client, answer))
  })
  await once(server.listen(socket), 'listening')
  return server
}

async function respond(client: Socket, answer: (words: readonly string[]) => Promise<ShellAnswer>): Promise<void> {
  try {
    const request = await text(client)
    const { code, text: said } = await answer(request.trimEnd().split('\t'))
    client.end(`${code}\n${said}`)
  } catch {
    client.destroy()
  }
}
