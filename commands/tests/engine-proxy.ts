import { once } from 'node:events'
import { createConnection, createServer, type Socket } from 'node:net'

/** A proxy in front of the real engine's socket, which a test can delay or close. */
export interface EngineProxy {
  /** In the form of DOCKER_HOST. */
  readonly socket: string
  /** Closes every connection and accepts no more, as if the daemon were killed. The containers keep running. */
  close(): Promise<void>
}

export interface EngineProxyOptions {
  /** Path of the proxy's own socket. */
  readonly path: string
  /** The engine's socket, in the form of DOCKER_HOST. */
  readonly engine: string
  /** Gets each chunk that a client sends. It is passed on when the promise settles. */
  readonly hold?: (sent: string) => Promise<unknown> | undefined
}

export async function openEngineProxy({
  path,
  engine,
  hold = () => undefined,
}: EngineProxyOptions): Promise<EngineProxy> {
  const open = new Set<Socket>()
  const server = createServer({ allowHalfOpen: true }, (client) => {
    const daemon = createConnection({ path: engine.replace('unix://', ''), allowHalfOpen: true })
    for (const end of [client, daemon]) {
      open.add(end)
      end.on('error', () => end.destroy()).on('close', () => open.delete(end))
    }
    daemon.pipe(client)
    void forward(client, daemon, hold)
  })
  await once(server.listen(path), 'listening')
  return {
    socket: `unix://${path}`,
    async close() {
      const closed = once(server, 'close')
      server.close()
      for (const end of open) end.destroy()
      await closed
    },
  }
}

async function forward(client: Socket, daemon: Socket, hold: NonNullable<EngineProxyOptions['hold']>): Promise<void> {
  try {
    for await (const chunk of client) {
      await hold((chunk as Buffer).toString('latin1'))
      daemon.write(chunk as Buffer)
    }
    daemon.end()
  } catch {
    daemon.destroy() // the client has closed the connection
  }
}
