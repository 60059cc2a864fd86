import type { Link } from '../../fixtures/host/link.ts'
import type { Subject } from '../../fixtures/subjects/subject.ts'
import type { Text } from '../../instruments/evidence/types.ts'
import type { Vantage } from '../../instruments/vantage.ts'

/** What the tour walks through: the trio, and how to speak to the host and to the engine. */
export interface TourContext {
  readonly host: Vantage
  readonly docker: Vantage
  readonly label: string
  readonly nginx: Subject
  readonly httpd: Subject
  /** The link that one of the steps makes and the last one removes. */
  readonly link: Pick<Link, 'name' | 'path' | 'prefix' | 'label'>
}

/** One stop: what to expect before the command, and why it came out so after it. */
export interface TourStep {
  readonly title: Text
  readonly expect: Text
  readonly why: Text
  argv(world: TourContext): readonly string[]
  /** A link is made through the journal, so that it is taken away whatever happens. */
  readonly act?: 'link' | 'unlink'
}

/** A command from a vantage. */
export const argvFrom = (vantage: Vantage, ...argv: readonly string[]): readonly string[] => [
  ...vantage.prefix,
  ...argv,
]
