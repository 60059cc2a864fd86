import { attachment, description, epic, feature, label, step, story } from 'allure-js-commons'
import { commandLine, transcript } from './transcript.ts'
import type { ClaimRecord, Observation } from './types.ts'
import { visibleLine } from './visible.ts'

function told(claim: ClaimRecord): string {
  const expected = `**Expected**: ${claim.expectation.text.en} (${claim.expectation.because.en})`
  const sources = claim.source.map((source) => `- ${source}`).join('\n')
  return [`**${claim.id}** ${claim.title.en}`, claim.title.ja, claim.why.en, expected, claim.lesson.en, sources].join(
    '\n\n',
  )
}

async function show(observation: Observation): Promise<void> {
  await step(`${visibleLine(observation.vantage)} $ ${commandLine(observation.argv)}`, async () => {
    await attachment('transcript', transcript(observation), 'text/plain')
  })
}

/**
 * Tells Allure of one test, or of nothing where it belongs to no claim: the claim as labels and description, each
 * observation as a step with its transcript. To be called after the test's body from a test-scoped fixture; elsewhere
 * allure-vitest loses it. No parameters are set: they would enter the history id. Nothing but text is attached, since
 * an attached .html or .svg runs when opened.
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
  await description(told(claim))
  for (const observation of observations) await show(observation)
}
