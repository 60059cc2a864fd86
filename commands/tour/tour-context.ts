import type { Link } from '../../fixtures/host/link.ts'
import type { Lab } from '../../fixtures/lab.ts'
import type { Subject } from '../../fixtures/subjects/subject.ts'
import type { Text } from '../../instruments/evidence/types.ts'
import type { Vantage } from '../../instruments/vantage.ts'

/** What the commands of the steps refer to. */
export interface TourContext {
  readonly host: Vantage
  readonly docker: Vantage
  readonly label: string
  readonly nginx: Subject
  readonly httpd: Subject
  readonly nextcloud: Subject
  /** One of the steps makes this link, and the last one removes it. */
  readonly link: Vantage & Pick<Link, 'name' | 'path'>
}

export interface TourOptions {
  readonly lab: Lab
  readonly context: TourContext
  readonly lang: 'en' | 'ja'
  readonly colour: boolean
}

/** What a command of the tour did, and what was true on the machine when it ended. */
export interface Seen {
  readonly stdout: string
  readonly stderr: string
  readonly exitCode: number
  /** The lines of stdout that are not empty. */
  readonly lines: readonly string[]
  /** Whether the tour's own process is among the lines: then they are a list of the host's processes. */
  readonly listsHost: boolean
  readonly listsNginx: boolean
  /** Whether httpd or nextcloud are listed; both are Apache. */
  readonly listsApache: boolean
  /** How many of the three network namespaces have a name in /var/run/netns. */
  readonly named: number
  /** Whether an address of the host, or of nginx, is in the output. */
  readonly hasHostAddress: boolean
  readonly hasNginxAddress: boolean
  /** Whether a line of the output is what the others are judged by. */
  decides(line: string): boolean
}

/** One of the outcomes that a reader can predict. */
export interface TourPrediction {
  readonly text: Text
  /** Whether the machine did this. No answer is stored: it is read from what the command printed. */
  holds(seen: Seen): boolean
  /** Set for what the article's author expected, where the machine did otherwise. */
  readonly authors?: true
}

export interface TourStep {
  /** The name under which the reader's prediction is kept. */
  readonly id: string
  readonly title: Text
  argv(context: TourContext): readonly string[]
  /** Steps without a question have none of these two. */
  readonly predictions?: readonly TourPrediction[]
  readonly hint?: Text
  /** Shown after the command ran. */
  readonly why: Text
  /** The claims that prove it, for reading on. */
  readonly claims: readonly string[]
  /** These two steps do not run their argv: the link is made and removed through the journal, so that clean-up knows it. */
  readonly act?: 'link' | 'unlink'
}

/** The argv that runs a command from a vantage. */
export const argvFrom = (vantage: Vantage, ...argv: readonly string[]): readonly string[] => [
  ...vantage.prefix,
  ...argv,
]
