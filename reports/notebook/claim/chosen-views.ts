import type { Look } from '../../../instruments/evidence/types.ts'

/** Selects an observation that is shown. */
export interface Selector extends Look {
  /** Rows of ps are equal if their commands are; with `user`, if their users are too. */
  readonly by?: 'user'
}

const inNginx = { kind: 'exec', of: 'nginx' } as const
const byName = { kind: 'netns', of: 'nginx' } as const
const insideNginx: Selector = { claim: 'ART-03', probe: 'ps', from: inNginx }
const onHost: Selector = { claim: 'ART-06', probe: 'ps', from: 'host' }
const psVersion: Selector = {
  probe: 'env',
  from: { ...inNginx, own: true },
  command: ['env', 'ps', '--version'],
}

/** The views of claims for which the general rule (`chooseViews`) does not choose the article's own views. */
export const chosenViews: Readonly<Record<string, readonly [left: Selector, right: Selector, control?: Selector]>> = {
  'ART-02': [
    { ...psVersion, nth: 0 },
    { ...psVersion, nth: -1 },
  ],
  'ART-03': [insideNginx, onHost],
  'ART-04': [{ probe: 'ps', from: { kind: 'exec', of: 'httpd' } }, insideNginx],
  'ART-06': [insideNginx, onHost],
  'ART-07': [
    { probe: 'ps', from: inNginx, by: 'user' },
    { probe: 'ps', from: 'host', by: 'user' },
  ],
  'ART-09': [
    { probe: 'ip netns list', nth: 0 },
    { probe: 'ip', command: ['ip', 'netns', 'exec'] },
    { probe: 'ip netns list', role: 'control', nth: 0 },
  ],
  'ART-10': [
    { probe: 'ls /proc/PID/ns', aboutOther: true },
    { probe: 'namespaces', from: inNginx },
  ],
  'ART-11': [
    { probe: 'namespaces', aboutOther: false },
    { probe: 'namespaces', about: 'nginx' },
  ],
  'ART-13': [{ probe: 'ip address', from: byName }, { probe: 'docker inspect' }],
  'ART-14': [insideNginx, { probe: 'ps', from: byName }],
  'ART-15': [
    { probe: 'file identity', from: { kind: 'exec' }, word: '/proc/self/exe' },
    { probe: 'file identity', from: byName, word: '/proc/self/exe' },
  ],
  'ART-17': [
    { probe: 'test', from: 'host', nth: -1 },
    { probe: 'test', from: { kind: 'exec' } },
  ],
  'ART-18': [{ probe: 'what /var/run/netns leads to', nth: 0 }, { probe: 'file identity' }],
}
