const statusLines = /^(?:Name|State|Pid|PPid|Uid|NSpid):/

/**
 * Of everybody's /proc/PID/stat and status, what may be told: pid, ppid, uid and comm, and with them the start time and the
 * PIDs further in, without which a process could not be told from another. The layout stays; what is left out is 0.
 * @see https://man7.org/linux/man-pages/man5/proc_pid_stat.5.html
 */
export function publishProcfs(stdout: string): string {
  return stdout
    .split('\0')
    .map((part, index, parts) => (index % 2 === 0 ? part : reduced(parts[index - 1] ?? '', part)))
    .join('\0')
}

function reduced(name: string, content: string): string {
  if (name.endsWith('/stat')) return reducedStat(content)
  const lines = content.split('\n').filter((line) => statusLines.test(line))
  return `${lines.join('\n')}\n`
}

/** After the last `)`: a comm may hold anything (ppid is field 4, the start time field 22). */
function reducedStat(content: string): string {
  const end = content.lastIndexOf(')') + 1
  const [, state, ppid, ...rest] = content.slice(end).split(' ')
  return `${content.slice(0, end)} ${state} ${ppid}${' 0'.repeat(17)} ${rest[17]} 0\n`
}
