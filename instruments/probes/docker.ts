import { parseDockerInspect, parseDockerPs } from '../parsers/docker.ts'
import { type Probe, probe } from '../probe.ts'

/** Only what the experiments need: no Env, no Cmd. Ids are hex, so no argument can be an option. */
const inspected = [
  '"Id":{{json .Id}}',
  '"State":{"Pid":{{json .State.Pid}},"Running":{{json .State.Running}},"Status":{{json .State.Status}},"ExitCode":{{json .State.ExitCode}}}',
  '"NetworkSettings":{"SandboxKey":{{json .NetworkSettings.SandboxKey}},"Networks":{{json .NetworkSettings.Networks}}}',
  '"HostConfig":{"PidMode":{{json .HostConfig.PidMode}},"NetworkMode":{{json .HostConfig.NetworkMode}},"IpcMode":{{json .HostConfig.IpcMode}},"UTSMode":{{json .HostConfig.UTSMode}},"CgroupnsMode":{{json .HostConfig.CgroupnsMode}},"UsernsMode":{{json .HostConfig.UsernsMode}}}',
]

/** `docker inspect`, from the docker view. @param id the full id of a container */
export const inspect = (id: string): Probe<ReturnType<typeof parseDockerInspect>> =>
  probe(
    'docker inspect',
    ['inspect', '--type', 'container', '--format', `{${inspected.join(',')}}`, id],
    parseDockerInspect,
    { about: [id] },
  )

/** `docker ps` of the containers that carry a label, from the docker view. */
export const containers = (label: string): Probe<ReturnType<typeof parseDockerPs>> =>
  probe('docker ps', ['ps', '--no-trunc', '--filter', `label=${label}`, '--format', '{{json .}}'], parseDockerPs)
