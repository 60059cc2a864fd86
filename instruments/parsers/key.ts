import { matchGroups } from './reading.ts'

export interface Key {
  readonly type: string
  readonly uid: number
  readonly gid: number
  readonly description: string
}

/** Errors of keyctl(2): no such key, not permitted to see it, and refused by seccomp. */
export type KeyErrno = 'ENOKEY' | 'EACCES' | 'EPERM'

/**
 * Parses `TYPE;UID;GID;PERMISSIONS;DESCRIPTION` of KEYCTL_DESCRIBE, or an errno by its name.
 * @see https://man7.org/linux/man-pages/man2/keyctl.2.html
 */
export function parseKey(text: string): Key | KeyErrno {
  const pattern = /^(?:(ENOKEY|EACCES|EPERM)|([^;]+);(\d+);(\d+);[0-9a-f]{8};(.+))\n$/
  const expected = 'TYPE;UID;GID;PERMISSIONS;DESCRIPTION or an errno'
  const [errno = '', type = '', uid, gid, description = ''] = matchGroups(text, pattern, expected)
  return errno === '' ? { type, uid: Number(uid), gid: Number(gid), description } : (errno as KeyErrno)
}
