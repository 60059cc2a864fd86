import type { Link } from '../../fixtures/host/link.ts'
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
  /** One of the steps makes this link, and the last one removes it. */
  readonly link: Vantage & Pick<Link, 'name' | 'path'>
}

/** `expect` is shown before the command runs, `why` after it. */
export interface TourStep {
  readonly title: Text
  readonly expect: Text
  readonly why: Text
  argv(context: TourContext): readonly string[]
  /** These two steps do not run their argv: the link is made and removed through the journal, so that clean-up knows it. */
  readonly act?: 'link' | 'unlink'
}

/** The argv that runs a command from a vantage. */
export const argvFrom = (vantage: Vantage, ...argv: readonly string[]): readonly string[] => [
  ...vantage.prefix,
  ...argv,
]
