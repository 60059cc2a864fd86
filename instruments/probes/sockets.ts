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
 * argv of a program that listens on a port of 127.0.0.1 and on an abstract socket. It prints the port when both are
 * open.
 * @param name of the abstract socket
 * @param port `0`: a free one
 * @see https://man7.org/linux/man-pages/man7/unix.7.html
 */
export function listening(name: string, port = '0'): string[] {
  const listen = `
const { createServer } = require('node:net')
const [name, port] = process.argv.slice(1)
const tcp = createServer((socket) => socket.end()).listen(Number(port), '127.0.0.1', () => {
  createServer((socket) => socket.end()).listen('\\0' + name, () => console.log(tcp.address().port))
})`
  return [process.execPath, '-e', listen, name, port]
}

/**
 * Whether a port of 127.0.0.1 and an abstract socket accept connections. Only for vantages with the host's root,
 * because it runs the project's Node.
 */
export const reach = (port: string, name: string): Probe<ReturnType<typeof parseReached>> =>
  probe('connect', [process.execPath, '-e', connect, port, name], parseReached, { shows: ['net'] })
