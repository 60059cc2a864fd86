import { parseSha256 } from '../parsers/coreutils.ts'
import { parseOsRelease } from '../parsers/os-release.ts'
import { type Probe, probe } from '../probe.ts'

/** SHA-256 of the sha256sum program itself: it reads /proc/self/exe. */
export const ownSha256 = (): Probe<string> =>
  probe('sha256 of the program itself', ['sha256sum', '/proc/self/exe'], parseSha256)

/** /etc/os-release in the reader's root directory. @see https://man7.org/linux/man-pages/man5/os-release.5.html */
export const osRelease = (): Probe<ReturnType<typeof parseOsRelease>> =>
  probe('os-release', ['cat', '/etc/os-release'], parseOsRelease)
