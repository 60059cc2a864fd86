export { localTimes, monotonic, timeOffsets, uptime, wallClock } from './clocks.ts'
export { limits, securityLabel } from './confinement.ts'
export { containers, inspect, sentSignals } from './docker.ts'
export { forks } from './forks.ts'
export { sharedMemory } from './ipc.ts'
export { joining } from './joining.ts'
export { kernelLog, key } from './kernel-wide.ts'
export { locking } from './locks.ts'
export { loadAverages, machine, memoryLimit } from './machine.ts'
export { mountOf, mountsBelow } from './mountinfo.ts'
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
export { owners, processesIn, runtimeNamespaces } from './owners.ts'
export {
  kernelThreads,
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
