import { parseDockerInspect, parseDockerPs, parseSentSignals } from '../parsers/docker.ts'
import { modeKeys } from '../parsers/host-config.ts'
import { type Probe, probe } from '../probe.ts'

/**
 * Only the fields that the experiments need: Env and Cmd are not read. Ids are hexadecimal, so they cannot be taken for
 * options.
 */
const inspected = [
  '"Id":{{json .Id}}',
  '"State":{"Pid":{{json .State.Pid}},"Running":{{json .State.Running}},"Status":{{json .State.Status}},"ExitCode":{{json .State.ExitCode}}}',
  '"NetworkSettings":{"SandboxKey":{{json .NetworkSettings.SandboxKey}},"Networks":{{json .NetworkSettings.Networks}}}',
  `"HostConfig":{${Object.values(modeKeys)
    .map((key) => `"${key}":{{json .HostConfig.${key}}}`)
    .join()}}`,
]

/** `docker inspect`, run from the docker view. @param id full id of a container */
export const inspect = (id: string): Probe<ReturnType<typeof parseDockerInspect>> =>
  probe(
    'docker inspect',
    ['inspect', '--type', 'container', '--format', `{${inspected.join(',')}}`, id],
    parseDockerInspect,
    { about: [id] },
  )

/** `docker ps` of the containers with a label, run from the docker view. @param label KEY or KEY=VALUE */
export const containers = (label: string): Probe<ReturnType<typeof parseDockerPs>> =>
  probe('docker ps', ['ps', '--no-trunc', '--filter', `label=${label}`, '--format', '{{json .}}'], parseDockerPs)

/**
 * The signals that the engine has sent to a container, from its events `kill`. Podman has none for `stop`.
 * @param since ISO 8601
 * @see https://docs.docker.com/reference/cli/docker/system/events/
 */
export const sentSignals = (id: string, since: string): Probe<ReturnType<typeof parseSentSignals>> => {
  const filters = ['--filter', `container=${id}`, '--filter', 'event=kill']
  const format = '{{.TimeNano}} {{.Actor.Attributes.signal}}'
  const until = (Date.now() / 1000).toFixed(3)
  return probe(
    'docker events',
    ['events', '--since', since, '--until', until, ...filters, '--format', format],
    parseSentSignals,
    { about: [id] },
  )
}
