export { containers, inspect } from './docker.ts'
export { fileIdentity, namespace, namespaceListing, namespaces } from './namespaces.ts'
export { addresses, files, netns, netnsNames } from './network.ts'
export { members, ownPid, procfs, ps, selfPid } from './processes.ts'
