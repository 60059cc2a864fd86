import { join } from 'node:path'
import { runLabel } from '../../fixtures/undo/labels.ts'
import { quote } from '../support/quote.ts'

/** What a script stands on: the engine, and the run that answers for what the script makes. */
export interface Ground {
  /** argv of the docker client. */
  readonly cli: readonly string[]
  /** argv prefix of the host's commands: root, in the engine's own namespaces; empty where that is how we run. */
  readonly host: readonly string[]
  /** The run's id: its containers carry it as a label. */
  readonly run: string
  /** The run's journal, to which a link is written before it is made. */
  readonly journal: string
  /** Where the links of /var/run/netns lie for us. */
  readonly netns: string
}

export const quoteAll = (words: readonly string[]): string => words.map(quote).join(' ')

/** The beginning of a script: see prelude.sh. */
export function prelude({ cli, host, run, journal, netns }: Ground): string {
  return [
    'set -u',
    `docker=(${quoteAll(cli)}) host=(${quoteAll(host)})`,
    `label=${quote(`${runLabel}=${run}`)} journal=${quote(journal)} netns=${quote(netns)}`,
    `. ${quote(join(import.meta.dirname, 'prelude.sh'))}`,
  ].join('\n')
}

/** The article's procedure on these images: see article.sh. */
export function articleScript(ground: Ground, images: readonly string[]): string {
  const article = join(import.meta.dirname, 'article.sh')
  return [prelude(ground), `set -- ${quoteAll(images)}`, `. ${quote(article)}`, ''].join('\n')
}
