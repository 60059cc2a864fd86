/** @see https://man7.org/linux/man-pages/man7/namespaces.7.html */
export const namespaceTypes = ['cgroup', 'ipc', 'mnt', 'net', 'pid', 'time', 'user', 'uts'] as const
