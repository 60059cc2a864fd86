import { basename } from 'node:path'
import { Recorder } from '../../instruments/evidence/recorder.ts'
import { execute } from '../../instruments/execute.ts'
import { viewFrom } from '../../instruments/view.ts'
import type { Seen, TourContext } from './tour-context.ts'

const has = (list: readonly string[]) => (line: string) => list.some((one) => line.split(/[\s/]+/).includes(one))
/** The process of this command in `ps -ef`. */
const isOwn = (line: string): boolean =>
  line.includes(basename(process.argv[1] ?? '')) && line.split(/ +/)[1] === String(process.pid)
const isNginx = (line: string): boolean => line.includes('nginx: ')

/** Runs a command and looks at what it printed. */
export async function see(argv: readonly string[], context: TourContext): Promise<Seen> {
  const { stdout, stderr, exitCode } = await execute(argv)
  const lines = stdout.split('\n').filter((line) => line.trim() !== '')
  const [named, addresses] = await Promise.all([countNamed(context), readAddresses(context)])
  const isDecisive = [
    isOwn,
    isNginx,
    has(addresses.host),
    has(addresses.nginx),
    (line: string) => line.startsWith('own PID'),
  ]
  return {
    stdout,
    stderr,
    exitCode,
    lines,
    listsHost: lines.some(isOwn),
    listsNginx: lines.some(isNginx),
    listsApache: lines.some((line) => /apache2 -|httpd -/.test(line)),
    named,
    hasHostAddress: lines.some(has(addresses.host)),
    hasNginxAddress: lines.some(has(addresses.nginx)),
    decides: (line) => isDecisive.some((test) => test(line)),
  }
}

async function countNamed({ host, nginx, httpd, nextcloud }: TourContext): Promise<number> {
  const view = viewFrom(host, new Recorder())
  const [names, ...own] = await Promise.all([
    view.netnsIdentities(),
    ...[nginx, httpd, nextcloud].map(({ pid }) => view.namespace(pid, 'net')),
  ])
  return own.filter((id) => names.some((name) => name.id === id)).length
}

/** The IPv4 addresses of the host and of nginx, but for 127.0.0.1, which all have. */
async function readAddresses({ host, nginx }: TourContext): Promise<{ host: string[]; nginx: string[] }> {
  const list = ['ip', '-4', '-brief', 'address']
  const enter = ['nsenter', '--target', String(nginx.pid), '--net', '--']
  const [here, there] = await Promise.all([
    execute([...host.prefix, ...list]),
    execute([...host.prefix, ...enter, ...list]),
  ])
  return { host: addressesIn(here.stdout), nginx: addressesIn(there.stdout) }
}

function addressesIn(text: string): string[] {
  const found = [...text.matchAll(/(\d+(?:\.\d+){3})\//g)].map(([, address = '']) => address)
  return found.filter((address) => address !== '127.0.0.1')
}
