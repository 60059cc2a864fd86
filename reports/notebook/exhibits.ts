import type { Role } from '../../instruments/evidence/types.ts'

/** Selects an observation. All given fields must match; `nth` is an index into the matches, negative from the end. */
export interface Selector {
  readonly claim?: string
  readonly role?: Role
  readonly step: string
  readonly vantage?: RegExp
  readonly argv?: RegExp
  readonly nth?: number
  /** Rows of ps are equal if their commands are; with `user`, if their users are too. */
  readonly by?: 'user'
}

const insideNginx = { claim: 'ART-03', step: 'ps', vantage: /^docker exec nginx$/ }
const onHost = { claim: 'ART-06', step: 'ps', vantage: /^host$/ }
const byName = /ip netns exec nsproof-nginx-\d+$/

/** The views of claims for which the general rule (`chooseViews`) does not choose the article's own views. */
export const chosenViews: Readonly<Record<string, readonly [left: Selector, right: Selector, control?: Selector]>> = {
  'ART-02': [
    { step: 'env', vantage: /nginx-/, argv: / ps /, nth: 0 },
    { step: 'env', vantage: /nginx-/, argv: / ps /, nth: -1 },
  ],
  'ART-03': [insideNginx, onHost],
  'ART-04': [{ step: 'ps', vantage: /^docker exec httpd$/ }, insideNginx],
  'ART-06': [insideNginx, onHost],
  'ART-07': [
    { step: 'ps', vantage: /^docker exec nginx$/, by: 'user' },
    { step: 'ps', vantage: /^host$/, by: 'user' },
  ],
  'ART-09': [
    { step: 'ip netns list', nth: 0 },
    { step: 'ip', argv: /netns exec/ },
    { step: 'ip netns list', role: 'control', nth: 0 },
  ],
  'ART-10': [{ step: 'ls /proc/PID/ns' }, { step: 'namespaces', vantage: /^docker exec nginx$/ }],
  'ART-11': [
    { step: 'namespaces', argv: /\/proc\/self\// },
    { step: 'namespaces', argv: /\/proc\/\d+\// },
  ],
  'ART-13': [{ step: 'ip address', vantage: byName }, { step: 'docker inspect' }],
  'ART-14': [insideNginx, { step: 'ps', vantage: byName }],
  'ART-15': [
    { step: 'file identity', vantage: /^docker exec/, argv: /self\/exe/ },
    { step: 'file identity', vantage: byName, argv: /self\/exe/ },
  ],
  'ART-16': [
    { step: 'ip', vantage: /^docker exec/ },
    { step: 'ip address', vantage: byName },
  ],
  'ART-17': [
    { step: 'test', vantage: /^host$/, nth: -1 },
    { step: 'test', vantage: /^docker exec/ },
  ],
  'ART-18': [
    { step: 'what /var/run/netns leads to', nth: 0 },
    { step: 'file identity', argv: /docker\/netns/ },
  ],
}
