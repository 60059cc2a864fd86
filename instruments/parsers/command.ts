/** Whether a word of a command is a container's full id. */
export const isContainerId = (word: string): boolean => /^[0-9a-f]{64}$/.test(word)

/** The PIDs in all paths of a command below /proc, those inside of a shell script too. */
export function pathPids(argv: readonly string[]): number[] {
  return argv.flatMap((word) => [...word.matchAll(/\/proc\/(\d+)/g)].map(([, pid]) => Number(pid)))
}

/** The arguments of `kill` behind the signal: a negative one is a process group. */
export function signalledPids([file = '', , ...args]: readonly string[]): number[] {
  return /(?:^|\/)kill$/.test(file) ? args.filter((word) => /^-?\d+$/.test(word)).map(Number) : []
}
