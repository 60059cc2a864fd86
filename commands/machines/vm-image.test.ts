import { expect, test } from 'vitest'
import { reasonOf } from './vm-image.ts'

test('the reason of a failed image is at the first error of mmdebstrap, not in its last lines', () => {
  const output = `I: running --customize-hook in shell
chroot: failed to run command ‘useradd’: No such file or directory
E: setup failed: E: command failed: set -- "$1" key.pub
set -eu
I: main() received signal HUP: waiting for setup...
I: removing tempdir /tmp/mmdebstrap.7dMtNSYFR_...
E: mmdebstrap failed to run
`
  expect(reasonOf(output)).toBe(
    'chroot: failed to run command ‘useradd’: No such file or directory; E: setup failed: E: command failed: set -- "$1" key.pub',
  )
  expect(reasonOf('E: unknown suite\n')).toBe('E: unknown suite')
  expect(reasonOf('one\ndebvm-create: cannot write\n')).toBe('one; debvm-create: cannot write')
})
