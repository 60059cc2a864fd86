/** The keys of the namespace modes in HostConfig. */
export const modeKeys = {
  pidMode: 'PidMode',
  networkMode: 'NetworkMode',
  ipcMode: 'IpcMode',
  utsMode: 'UTSMode',
  cgroupnsMode: 'CgroupnsMode',
  usernsMode: 'UsernsMode',
} as const

/** The namespace modes that were requested for a container. An empty string is the engine's default. */
export type Modes = Readonly<Record<keyof typeof modeKeys, string>>

/** Modes with a value for each key. */
export function modesFrom(valueOf: (key: string) => string): Modes {
  return Object.fromEntries(Object.entries(modeKeys).map(([name, key]) => [name, valueOf(key)])) as Modes
}
