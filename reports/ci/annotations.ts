import type { EvidenceOutcomes } from '../evidence/schema.ts'
import type { Judged } from './baseline.ts'

/** GitHub keeps ten of a kind for a step. */
const most = 10

interface Annotation {
  readonly file?: string
  readonly title: string
  readonly message: string
}

/**
 * Error annotations, as workflow commands: only for what is unexpected, each at the file of its experiment.
 * @param fileOf the experiment of a claim, relative to the repository
 * @see https://docs.github.com/actions/reference/workflow-commands-for-github-actions
 */
export function annotationLines(
  { claims }: Pick<EvidenceOutcomes, 'claims'>,
  { unexpected, fixed, expired }: Judged,
  fileOf: (id: string) => string | undefined,
): string[] {
  const at = (id: string) => ({ ...(fileOf(id) !== undefined && { file: fileOf(id) ?? '' }) })
  const all: Annotation[] = [
    ...claims
      .filter(({ id }) => unexpected.includes(id))
      .map(({ id, title, reason }) => ({
        ...at(id),
        title: `${id} came out otherwise`,
        message: `${title.en}\n${reason ?? ''}`,
      })),
    ...fixed.map(({ claim, reason }) => ({
      ...at(claim),
      title: `${claim} came out as expected again`,
      message: `Remove its entry from the baseline: ${reason}`,
    })),
    ...expired.map(({ claim, until, reason }) => ({
      ...at(claim),
      title: `${claim}: its entry in the baseline expired on ${until}`,
      message: reason,
    })),
  ]
  return all.slice(0, most).map(commandOf)
}

/** @see https://github.com/actions/toolkit/blob/main/packages/core/src/command.ts */
function commandOf({ file, title, message }: Annotation): string {
  const properties = [...(file === undefined ? [] : [`file=${escapeProperty(file)}`]), `title=${escapeProperty(title)}`]
  return `::error ${properties.join(',')}::${escapeData(message)}`
}

const escapeData = (text: string): string => text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A')

const escapeProperty = (text: string): string => escapeData(text).replaceAll(':', '%3A').replaceAll(',', '%2C')
