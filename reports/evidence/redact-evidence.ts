import { dirname } from 'node:path'
import { isHost } from '../../instruments/evidence/steps.ts'
import { makePseudonyms, type Name } from './pseudonyms.ts'
import { type Evidence, parseEvidence } from './schema.ts'

/**
 * Names that a machine cannot be told by: they come with the system or with the images. `nsproof` is the user of our rootless
 * engines.
 */
const common = new Set(
  '_apt adm backup bin daemon debian debian-snap dnsmasq docker games gnats host httpd irc list localhost localhost.localdomain lp mail man messagebus mysql news nextcloud nginx nobody nsproof ntp polkitd proxy redis root rtkit runner sshd statd sync sys syslog systemd+ systemd-network systemd-resolve systemd-timesync tcpdump tss ubuntu uucp uuidd www-data'.split(
    ' ',
  ),
)

/** What the suite writes itself, and words that a schema lists. */
const own = new Set(
  'asked class column columns completion digest durationMs expectation expected id kind lesson passage probe revision role row rows schema shows source startedAt status title titleJa topic types verdict version why'.split(
    ' ',
  ),
)

/** Names of the machine on which the evidence is redacted, and further words to be hidden. */
export interface MachineNames {
  readonly hosts: readonly string[]
  readonly users: readonly string[]
  readonly hidden?: readonly string[]
}

/**
 * Replaces names of hosts and users, addresses, ids of machines, home directories, and the paths of the project and of the
 * engine's socket by pseudonyms. Claims and outcomes stay as they are.
 */
export function redactEvidence(evidence: Evidence, names: MachineNames): Evidence {
  const replace = makePseudonyms(listNames(evidence, names))
  const redact = (text: string): string => replace(replacePaths(text))
  const { profile, ...rest } = evidence
  const { daemon, ...engine } = profile.engine
  return parseEvidence({
    ...(walk(rest, redact) as object),
    engine: evidence.engine,
    profile: {
      ...(walk(profile, redact) as object),
      engine: { ...engine, ...(daemon && { daemon: walk(daemon, redact) }) },
      kernel: profile.kernel,
    },
  })
}

/** @returns a copy in which every text is changed, except for keys of `own`; all of `facts` is changed, its keys too */
function walk(value: unknown, change: (text: string) => string, inFacts = false): unknown {
  if (typeof value === 'string') return change(value)
  if (Array.isArray(value)) return value.map((one) => walk(one, change, inFacts))
  if (value === null || typeof value !== 'object') return value
  const entries = Object.entries(value).map(([key, one]) => {
    if (!inFacts && own.has(key)) return [key, one]
    return [inFacts ? change(key) : key, walk(one, change, inFacts || key === 'facts')]
  })
  return Object.fromEntries(entries)
}

/** The first word of a path below /home names a user. The project may lie anywhere. */
function replacePaths(text: string): string {
  return text
    .replaceAll(/(\/home\/)(?!user\b)[^/\s"':,;]+/g, '$1user')
    .replaceAll(/\/(?!nsproof\/node_modules\/)[^\s"'=:,;]*(?=\/node_modules\/)/g, '/nsproof')
}

function listNames(evidence: Evidence, { hosts, users, hidden = [] }: MachineNames): Name[] {
  const found = evidence.claims.flatMap(({ tests }) => tests.flatMap(({ observations }) => observations))
  const seenHosts = found.flatMap(({ probe, steps, stdout }) =>
    (probe === 'uname -n' || probe === 'hostname') && isHost(steps) ? [stdout.trim()] : [],
  )
  const seenUsers = found.flatMap(({ probe, stdout }) => (probe === 'ps' ? usersIn(stdout) : []))
  const texts = found.flatMap(({ argv, stdout }) => [...argv, stdout])
  const homes = texts.flatMap((text) => [...text.matchAll(/\/home\/([^/\s"':,;]+)/g)].map(([, name = '']) => name))
  const sockets = texts.flatMap((text) => [...text.matchAll(/unix:\/\/(\/[^\s"']+)/g)].map(([, path = '']) => path))
  return [
    ...numbered('host', withShortForms([...hosts, ...seenHosts, ...registriesOf(evidence)])),
    ...numbered('user', [...users, ...seenUsers, ...homes]),
    ...numbered('hidden', hidden),
    ...numbered('/run/engine', sockets.filter((path) => !/^\/(?:var\/)?run\//.test(path)).map(dirname)),
  ]
}

/** `host.example.org` and `host`. */
const withShortForms = (hosts: readonly string[]): string[] =>
  hosts.flatMap((host) => [host, host.split('.')[0] ?? host])

const isSecret = (name: string): boolean =>
  name.length > 1 && !common.has(name) && !/^(?:\d+|(?:host|user|hidden)\d*)$/.test(name)

function numbered(word: string, secrets: readonly string[]): Name[] {
  return [...new Set(secrets)].filter(isSecret).map((secret, index) => ({ secret, pseudonym: `${word}${index + 1}` }))
}

/** The first column of `ps -ef`. */
const usersIn = (stdout: string): string[] =>
  stdout
    .split('\n')
    .slice(1)
    .map((line) => line.trimStart().split(' ')[0] ?? '')
    .filter((user) => /^[A-Za-z_][\w.-]*\+?$/.test(user))

/** The host of an image's name, if it is not Docker Hub: `registry.example.org:5000/nginx`. */
function registriesOf({ subjects }: Pick<Evidence, 'subjects'>): string[] {
  return subjects.flatMap(({ image }) => {
    const [first = '', ...rest] = image.split('/')
    const host = first.split(':')[0] ?? ''
    return rest.length > 0 && /[.:]/.test(first) && host !== 'docker.io' && !/^[\d.]+$/.test(host) ? [host] : []
  })
}
