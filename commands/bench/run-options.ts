import type { SubjectRecord } from '../../instruments/evidence/types.ts'

/** The options of `docker run` by the name of the engine's own field (HostConfig). */
const hostOptions: Readonly<Record<string, string>> = {
  Binds: '--volume',
  CapAdd: '--cap-add',
  CapDrop: '--cap-drop',
  CgroupnsMode: '--cgroupns',
  Init: '--init',
  IpcMode: '--ipc',
  PidMode: '--pid',
  Privileged: '--privileged',
  SecurityOpt: '--security-opt',
  UTSMode: '--uts',
  UsernsMode: '--userns',
}

/**
 * The arguments of `docker run` that make such a container, but for `--detach`, the run's own label and a name.
 * @throws Error for a part of HostConfig that no option is known for
 */
export function runArguments({ image, options }: SubjectRecord, runLabel: string): string[] {
  const { labels = {}, hostname, network, stopSignal, hostConfig = {}, entrypoint = [], command = [] } = options ?? {}
  const [program, ...first] = entrypoint
  const given = [
    ...Object.entries(labels).flatMap(([name, value]) => (name === runLabel ? [] : ['--label', `${name}=${value}`])),
    ...(hostname === undefined ? [] : ['--hostname', hostname]),
    ...(network === undefined ? [] : ['--network', network]),
    ...(stopSignal === undefined ? [] : ['--stop-signal', stopSignal]),
    ...Object.entries(hostConfig).flatMap(([name, value]) => hostOption(name, value)),
    ...(program === undefined ? [] : ['--entrypoint', program]),
  ]
  return [...given, image, ...first, ...command]
}

function hostOption(name: string, value: unknown): string[] {
  const option = hostOptions[name]
  if (option === undefined) throw new Error(`no option of docker run is known for HostConfig.${name}`)
  if (typeof value === 'boolean') return [`${option}=${value}`]
  return [value].flat().flatMap((each) => [option, String(each)])
}
