import { parseOsRelease, parseSha256 } from '../parsers/small.ts'
import { type Probe, probe } from '../probe.ts'

/** The content of the program that answers: sha256sum reads its own file. */
export const ownSha256 = (): Probe<string> =>
  probe('sha256 of the program itself', ['sha256sum', '/proc/self/exe'], parseSha256)

/** /etc/os-release of the root that is looked at. @see https://man7.org/linux/man-pages/man5/os-release.5.html */
export const osRelease = (): Probe<ReturnType<typeof parseOsRelease>> =>
  probe('os-release', ['cat', '/etc/os-release'], parseOsRelease)
