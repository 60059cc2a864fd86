import { list, parseJson, record, string } from './json.ts'
import { unexpected } from './reading.ts'

export interface RuntimeNamespace {
  /** Name from the runtime specification: `network`, `mount`. */
  readonly type: string
  /** File of the namespace to join; absent if a new one is created. */
  readonly path?: string
}

/**
 * Parses `linux.namespaces` of a container's config.json.
 * @throws Error if it lists no namespace
 * @see https://github.com/opencontainers/runtime-spec/blob/main/config-linux.md#namespaces
 */
export function parseRuntimeNamespaces(text: string): RuntimeNamespace[] {
  const linux = record(
    record(parseJson(text, 'the JSON of config.json'), 'config.json')['linux'],
    'linux of config.json',
  )
  const namespaces = list(linux['namespaces'], 'the namespaces of config.json')
  if (namespaces.length === 0) throw unexpected('at least one namespace of config.json', text)
  return namespaces.map((value) => {
    const namespace = record(value, 'a namespace of config.json')
    const path = 'path' in namespace ? string(namespace, 'path') : ''
    return { type: string(namespace, 'type'), ...(path !== '' && { path }) }
  })
}
