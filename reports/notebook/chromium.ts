import { existsSync } from 'node:fs'
import { execa } from 'execa'
import { type Browser, chromium } from 'playwright-core'

const flags = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

const installer = 'apt-get'

/**
 * Sees to it that a file of a Debian package is there; installs the package where it is not, which takes root.
 * @throws Error of one line that says what to install
 */
export async function debian(file: string, name: string): Promise<string> {
  if (existsSync(file)) return file
  const options = { reject: false, env: { DEBIAN_FRONTEND: 'noninteractive' } }
  await execa(installer, ['update'], options)
  await execa(installer, ['install', '--yes', '--no-install-recommends', name], options)
  if (!existsSync(file)) throw new Error(`${file} is missing and could not be installed: ${installer} install ${name}`)
  return file
}

/** Debian's Chromium, which speaks to nobody by itself. */
export async function openChromium(): Promise<Browser> {
  return chromium.launch({ executablePath: await debian('/usr/bin/chromium', 'chromium'), args: flags })
}
