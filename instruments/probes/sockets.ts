import { parseReached } from '../parsers/sockets.ts'
import { type Probe, probe } from '../probe.ts'

const connect = `
const { connect } = require('node:net')
const [port, name] = process.argv.slice(1)
const reach = (target) => new Promise((tell) => {
  const socket = connect(target, () => { socket.destroy(); tell('reached') })
  socket.on('error', ({ code }) => tell(code))
})
const answers = [reach({ host: '127.0.0.1', port }), reach({ path: '\\0' + name })]
Promise.all(answers).then(([loopback, abstract]) => console.log(JSON.stringify({ loopback, abstract })))`

/**
 * argv of a listener on a free port of 127.0.0.1 and on the abstract socket `name`. When both are open it prints the port.
 * @see https://man7.org/linux/man-pages/man7/unix.7.html
 */
export function listening(name: string): string[] {
  const listen = `
const { createServer } = require('node:net')
const tcp = createServer((socket) => socket.end()).listen(0, '127.0.0.1', () => {
  createServer((socket) => socket.end()).listen('\\0' + process.argv[1], () => console.log(tcp.address().port))
})`
  return [process.execPath, '-e', listen, name]
}

/** Whether a port of 127.0.0.1 and an abstract socket can be reached; for a host's vantage, as it takes this host's node. */
export const reach = (port: string, name: string): Probe<ReturnType<typeof parseReached>> =>
  probe('connect', [process.execPath, '-e', connect, port, name], parseReached)
