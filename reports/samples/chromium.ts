import { execa } from 'execa'
import { type Browser, chromium } from 'playwright-core'
import { type Provisioning, provision } from '../../fixtures/engine/provision.ts'
import { runVariable } from '../../instruments/run-environment.ts'

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

/** Whether packages may be installed: `npm test -- --no-provision` forbids it. */
export const provisioning: Provisioning = {
  allow: runVariable('noProvision') === undefined,
  log: (line) => void process.stderr.write(`nsproof: ${line}\n`),
}

/** Starts Debian's Chromium. The flags stop its own network traffic. @throws LabError if it is missing and cannot be installed */
export async function openChromium(): Promise<Browser> {
  await provision(['chromium'], provisioning)
  return chromium.launch({ executablePath: '/usr/bin/chromium', args: flags })
}

const font = '/usr/share/fonts/opentype/ipafont-gothic/ipag.ttf'

/**
 * Installs a Japanese font if fontconfig, which Chromium uses, has none and installing is allowed.
 * @returns whether there is one
 * @throws LabError if it cannot be installed
 */
export async function ensureJapaneseFont(): Promise<boolean> {
  const { stdout } = await execa('fc-list', [':lang=ja', 'family'], { reject: false })
  if (stdout !== undefined && stdout !== '') return true
  if (!provisioning.allow) return false
  await provision([font], provisioning)
  return true
}
