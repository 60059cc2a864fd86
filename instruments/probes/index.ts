export { localTimes, monotonic, timeOffsets, uptime, wallClock } from './clocks.ts'
export { containers, inspect, sentSignals } from './docker.ts'
export { forks } from './forks.ts'
export { sharedMemory } from './ipc.ts'
export { joining } from './joining.ts'
export { netClass, nodename } from './names.ts'
export { fileIdentity, fileSystem, namespace, namespaceListing, namespaces } from './namespaces.ts'
export {
  addresses,
  files,
  firewallRules,
  netDevices,
  netns,
  netnsIdentities,
  netnsNames,
  netnsPids,
  translations,
} from './network.ts'
export { owners, runtimeNamespaces } from './owners.ts'
export {
  listedPids,
  members,
  moment,
  nestedPids,
  ownPid,
  processes,
  procfs,
  ps,
  selfPid,
  signalling,
} from './processes.ts'
export { osRelease, ownSha256, runningKernel } from './program.ts'
export { reachable } from './reachable.ts'
export { connecting, listeners, reach } from './sockets.ts'
export { state } from './state.ts'
export { cgroupMembers, cgroups, confinement, status } from './status.ts'
export { uidMap } from './user.ts'
