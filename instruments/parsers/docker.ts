import { type Modes, modesFrom } from './host-config.ts'
import { count, type JsonRecord, list, parseJson, record, string } from './json.ts'
import { matchGroups, splitLines, unexpected } from './reading.ts'

export interface ContainerRow {
  readonly id: string
  readonly image: string
  /** Without the outer quotes that docker prints. */
  readonly command: string
  readonly status: string
  readonly ports: string
  /** Separated by commas. */
  readonly names: string
}

export interface Inspected {
  readonly id: string
  /** In the engine's pid namespace; 0 if the container is not running. */
  readonly pid: number
  readonly running: boolean
  /** File that holds the container's network namespace. */
  readonly sandboxKey: string
  /** Network name to IPv4 address; the address is empty if the container has none there. */
  readonly ipAddresses: Record<string, string>
  readonly hostConfig: Modes
}

/**
 * Parses `docker ps --no-trunc --format '{{json .}}'`: one object a line, none if there are no containers.
 * @see https://docs.docker.com/reference/cli/docker/container/ls/
 */
export function parseDockerPs(text: string): ContainerRow[] {
  return splitLines(text).map((line) => {
    const row = record(parseJson(line, 'a JSON line of docker ps'), 'a container of docker ps')
    return {
      id: matchGroups(string(row, 'ID'), /^([0-9a-f]{12,64})$/, 'a container id').join(''),
      image: string(row, 'Image'),
      command: string(row, 'Command').replace(/^"(.*)"$/s, '$1'),
      status: string(row, 'Status'),
      ports: string(row, 'Ports'),
      names: string(row, 'Names'),
    }
  })
}

const header = /^CONTAINER ID +IMAGE +COMMAND +CREATED +STATUS +PORTS +NAMES$/
const created = /(?:\S.*?) ago/.source
const status =
  /(?:Up (?:Less than a second|About an? \w+|\d+ \w+)|(?:Exited|Restarting) \(\d+\) .*? ago|Created|Dead|Removal In Progress)(?: \([^)]+\))?/
    .source
const ports = /\S+\/(?:tcp|udp|sctp)(?:, \S+\/(?:tcp|udp|sctp))*/.source
const tableRow = new RegExp(`^([0-9a-f]{12,64}) +(\\S+) +"(.*)" +${created} +(${status}) +(?:(${ports}) +)?(\\S+)$`)

/** Parses the table of `docker ps`, with padded columns or with single spaces between them. */
export function parseDockerPsTable(text: string): ContainerRow[] {
  const [first = '', ...rest] = splitLines(text)
  if (!header.test(first)) throw unexpected('the header of docker ps', text)
  return rest.map((line) => {
    const [id = '', image = '', command = '', state = '', open = '', names = ''] = matchGroups(
      line,
      tableRow,
      'a row of docker ps',
    )
    return { id, image, command, status: state, ports: open, names }
  })
}

export interface SentSignal {
  /** Since 1970, by the engine's clock. */
  readonly seconds: number
  readonly signal: number
}

/** Parses the events `kill` of a container: a line for each with its time in nanoseconds and the signal's number. */
export function parseSentSignals(text: string): SentSignal[] {
  return splitLines(text).map((line) => {
    const [nanoseconds, signal] = matchGroups(line, /^(\d+) (\d+)$/, 'the time and signal of an event')
    return { seconds: Number(nanoseconds) / 1e9, signal: Number(signal) }
  })
}

/**
 * Parses `docker inspect` of one container: a list of one object, or with --format the object alone.
 * @see https://docs.docker.com/reference/cli/docker/inspect/
 */
export function parseDockerInspect(text: string): Inspected {
  const value = parseJson(text, 'the JSON of docker inspect')
  const containers = Array.isArray(value) ? list(value, 'one container') : [value]
  if (containers.length !== 1) throw unexpected('one container of docker inspect', text)
  const container = record(containers[0], 'a container of docker inspect')
  const state = record(container['State'], 'State of a container')
  const network = record(container['NetworkSettings'], 'NetworkSettings of a container')
  const hostConfig = record(container['HostConfig'], 'HostConfig of a container')
  if (typeof state['Running'] !== 'boolean') throw unexpected('Running, true or false', JSON.stringify(state))
  return {
    id: string(container, 'Id'),
    pid: count(state, 'Pid'),
    running: state['Running'],
    sandboxKey: string(network, 'SandboxKey'),
    ipAddresses: ipAddresses(record(network['Networks'], 'Networks of a container')),
    hostConfig: modesFrom((key) => string(hostConfig, key)),
  }
}

function ipAddresses(networks: JsonRecord): Record<string, string> {
  return Object.fromEntries(
    Object.entries(networks).map(([name, value]) => [
      name,
      string(record(value, 'a network of a container'), 'IPAddress'),
    ]),
  )
}
