import { visibleLine } from '../../instruments/evidence/visible.ts'
import { resultOf, resultWords } from '../evidence/claim-result.ts'
import type { ClaimOutcome, EvidenceOutcomes } from '../evidence/schema.ts'
import type { BaselineEntry, Judged } from './baseline.ts'
import type { CiVerdict } from './ci-verdict.ts'

/** GitHub drops a summary of more than 1 MiB. A reason is cut long before that. */
const maxReason = 500

const marks: Readonly<Record<CiVerdict['code'], string>> = { 0: '✔', 1: '✘', 3: '⚠' }

/** The summary of a job: the verdict in one line, what changed since the baseline, what is unexpected, and all claims. */
export function jobSummary(
  verdict: CiVerdict,
  evidence: EvidenceOutcomes | undefined,
  judged: Judged | undefined,
): string {
  const heading = `## ${marks[verdict.code]} nsproof: ${plain(verdict.line)}`
  if (evidence === undefined || judged === undefined) return `${heading}\n`
  const bad = new Set([...judged.unexpected, ...judged.broken])
  const wrong = evidence.claims.filter(({ id }) => bad.has(id)).map(claimLine)
  const troubles = (evidence.run?.troubles ?? []).map((trouble) => `- ${plain(trouble)}`)
  const parts = [
    heading,
    machineLine(evidence),
    part('Changed since the baseline', changes(judged)),
    part('Unexpected or broken', [...wrong, ...troubles]),
    part(
      'Known, by the baseline',
      judged.known.map((entry) => entryLine(entry, 'otherwise')),
    ),
    table(evidence),
  ]
  return `${parts.filter((text) => text !== '').join('\n\n')}\n`
}

const part = (title: string, lines: readonly string[]): string =>
  lines.length === 0 ? '' : `### ${title}\n\n${lines.join('\n')}`

/** What the baseline did not know: new failures, entries that are fixed, entries that expired. */
function changes({ unexpected, fixed, expired }: Judged): string[] {
  return [
    ...unexpected.map((id) => `- **${id}** came out otherwise, and no entry says so`),
    ...fixed.map((entry) => entryLine(entry, 'came out as expected again: remove its entry')),
    ...expired.map((entry) => entryLine(entry, `its entry expired on ${entry.until}`)),
  ]
}

const entryLine = ({ claim, reason, issue }: BaselineEntry, what: string): string =>
  `- **${claim}** ${what}: ${plain(reason)} (${plain(issue)})`

function machineLine({ profile: { engine, kernel, os } }: EvidenceOutcomes): string {
  return plain(
    `${engine.name} ${engine.version}, ${engine.runtime} ${engine.runtimeVersion}, Linux ${kernel.release} ${kernel.arch}, cgroup v${engine.cgroupVersion}, ${os}`,
  )
}

const claimLine = (claim: ClaimOutcome): string =>
  `- **${claim.id}** ${plain(claim.title.en)}: ${resultWords.en[resultOf(claim)]}. ${plain(claim.reason ?? '')}`

function table({ claims }: EvidenceOutcomes): string {
  const rows = claims.map((claim) => `| ${claim.id} | ${plain(claim.title.en)} | ${resultWords.en[resultOf(claim)]} |`)
  const head = '| claim | | result |\n| --- | --- | --- |'
  return `<details><summary>All ${claims.length} claims</summary>\n\n${head}\n${rows.join('\n')}\n\n</details>`
}

/** One line without Markdown and HTML of its own. @see https://spec.commonmark.org/0.31.2/#backslash-escapes */
function plain(text: string): string {
  const line = visibleLine(text.replaceAll(/\s+/g, ' '))
  const cut = line.length > maxReason ? `${line.slice(0, maxReason)}…` : line
  return cut
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll(/[\\`*_{}[\]|#!~]/g, String.raw`\$&`)
}
