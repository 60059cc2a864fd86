import { readFileSync } from 'node:fs'
import { hostname, userInfo } from 'node:os'
import type { MachineNames } from '../../reports/evidence/redact-evidence.ts'

/** UIDs of people; those below are of the system, 65534 is nobody. @see login.defs(5) UID_MIN, UID_MAX */
const [firstUid, lastUid] = [1000, 60_000]

/** The names of this machine and of its users, which evidence that was made here may hold. */
export function namesHere(hidden: readonly string[] = []): MachineNames {
  const { SUDO_USER: sudo, USER: user, LOGNAME: login } = process.env
  const named = [sudo, user, login].filter((name) => name !== undefined)
  return { hosts: [hostname()], users: [userInfo().username, ...named, ...usersOf(readPasswd())], hidden }
}

function readPasswd(): string {
  try {
    return readFileSync('/etc/passwd', 'utf8')
  } catch {
    return ''
  }
}

function usersOf(passwd: string): string[] {
  return passwd.split('\n').flatMap((line) => {
    const [name = '', , uid] = line.split(':')
    return Number(uid) >= firstUid && Number(uid) <= lastUid ? [name] : []
  })
}
