import { LabError } from '../fixtures/engine/error.ts'
import { sentenceOf } from '../fixtures/run/mishap.ts'
import { assertReplaceable } from '../reports/swap.ts'

/** Before anything is run. @throws LabError where the reports could not be put there in the end */
export async function assertOutFolder(out: string): Promise<void> {
  try {
    await assertReplaceable(out)
  } catch (error) {
    throw new LabError(`--out: ${sentenceOf(error) ?? (error instanceof Error ? error.message : String(error))}`)
  }
}
