import { parseSha256 } from '../parsers/coreutils.ts'
import { parseRunningKernel } from '../parsers/kernel.ts'
import { parseOsRelease } from '../parsers/os-release.ts'
import { type Probe, probe } from '../probe.ts'

/** SHA-256 of the sha256sum program itself: it reads /proc/self/exe. */
export const ownSha256 = (): Probe<string> =>
  probe('sha256 of the program itself', ['sha256sum', '/proc/self/exe'], parseSha256)

/** Boot id and release of the kernel that runs. @see https://man7.org/linux/man-pages/man4/random.4.html */
export const runningKernel = (): Probe<ReturnType<typeof parseRunningKernel>> =>
  probe('running kernel', ['cat', '/proc/sys/kernel/random/boot_id', '/proc/sys/kernel/osrelease'], parseRunningKernel)

/** /etc/os-release in the reader's root directory. @see https://man7.org/linux/man-pages/man5/os-release.5.html */
export const osRelease = (): Probe<ReturnType<typeof parseOsRelease>> =>
  probe('os-release', ['cat', '/etc/os-release'], parseOsRelease)
