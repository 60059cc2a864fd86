import { once } from 'node:events'
import { createConnection, createServer, type Socket } from 'node:net'

/** A way to the engine that a test can slow down or shut; the engine and what it answers are the real ones. */
export interface EngineProxy {
  /** In the form of DOCKER_HOST. */
  readonly socket: string
  /** Breaks every connection and takes no further one, as when the daemon is killed: its containers go on. */
  shut(): Promise<void>
}

export interface EngineProxyOptions {
  /** A path for the gate's own socket. */
  readonly path: string
  /** The engine's, in the form of DOCKER_HOST. */
  readonly engine: string
  /** What a client sends is held back until this is settled. */
  readonly hold?: (sent: string) => Promise<unknown> | undefined
}

/** Opens a gate: whatever is sent to its socket goes to the engine, and back. */
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
    async shut() {
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
    daemon.destroy() // the client has gone
  }
}
