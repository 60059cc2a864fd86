import { parseConnected, parseListeners, parseReached } from '../parsers/sockets.ts'
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

/** Perl and not Node, because every image has perl-base. */
const connectByPerl = `
use Socket; use Errno;
my ($kind, $to, $port) = @ARGV;
$SIG{ALRM} = sub { print "no answer\\n"; exit };
alarm 1;
my $name = $kind eq 'abstract' ? "\\0$to" : $to;
my ($family, $address) = $kind eq 'tcp'
  ? (PF_INET, pack_sockaddr_in($port, inet_aton($to)))
  : (PF_UNIX, pack_sockaddr_un($name));
socket(my $socket, $family, SOCK_STREAM, 0) or die $!;
print connect($socket, $address) ? 'reached' : (grep { $!{$_} } keys %!)[0], "\\n";`

/**
 * Whether a socket accepts a connection: `reached`, the errno, or `no answer` after a second.
 * @param to an IPv4 address, the path of a unix socket, or the name of an abstract one without its leading NUL
 * @param port of the address
 */
export const connecting = (kind: 'tcp' | 'path' | 'abstract', to: string, port?: number): Probe<string> => {
  const target = port === undefined ? [to] : [to, String(port)]
  return probe('connect by perl', ['perl', '-e', connectByPerl, kind, ...target], parseConnected, { shows: ['net'] })
}

/**
 * The listening TCP and UDP sockets of the reader's network namespace, and the processes of the mounted /proc that hold
 * them.
 * @param port only those with this port; else all
 * @see https://man7.org/linux/man-pages/man8/ss.8.html
 */
export const listeners = (port?: number): Probe<ReturnType<typeof parseListeners>> => {
  const filter = port === undefined ? [] : ['sport', '=', `:${port}`]
  return probe('ss', ['ss', '-Hltunp', ...filter], parseListeners, { shows: ['net'] })
}

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
