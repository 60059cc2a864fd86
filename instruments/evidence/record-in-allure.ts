import { attachment, description, epic, feature, label, step, story } from 'allure-js-commons'
import { commandLine, transcript } from './text-transcript.ts'
import type { ClaimRecord, Observation } from './types.ts'
import { visibleLine } from './visible.ts'

function claimDescription(claim: ClaimRecord): string {
  const expected = `**Expected**: ${claim.expectation.text.en} (${claim.expectation.because.en})`
  const sources = claim.source.map((source) => `- ${source}`).join('\n')
  return [`**${claim.id}** ${claim.title.en}`, claim.title.ja, claim.why.en, expected, claim.lesson.en, sources].join(
    '\n\n',
  )
}

async function recordStep(observation: Observation): Promise<void> {
  await step(`${visibleLine(observation.vantage)} $ ${commandLine(observation.argv)}`, async () => {
    await attachment('transcript', transcript(observation), 'text/plain')
  })
}

/**
 * Reports one test to Allure: the claim as labels and description, each observation as a step with its transcript.
 * Reports nothing for a test that has no claim. Call it after the test's body, from a test-scoped fixture; elsewhere
 * allure-vitest loses the report. It sets no parameters, because they would become part of the history id. It attaches
 * only text, because an attached .html or .svg file can run scripts when it is opened.
 * @see https://allurereport.org/docs/vitest-reference/
 */
export async function recordInAllure(
  claim: ClaimRecord | undefined,
  observations: readonly Observation[],
): Promise<void> {
  if (claim === undefined) return
  await label('claim', claim.id)
  await epic(claim.topic)
  await feature(`${claim.id} ${claim.title.en}`)
  await story(claim.verdict)
  await description(claimDescription(claim))
  for (const observation of observations) await recordStep(observation)
}
