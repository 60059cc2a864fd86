import { LabError } from '../../fixtures/engine/error.ts'
import { sentenceOf } from '../../fixtures/run/mishap.ts'
import { assertReplaceable } from '../../reports/output/replace-folder.ts'

/** Called before a run starts. @throws LabError if reports cannot be written to this folder */
export async function assertOutFolder(out: string): Promise<void> {
  try {
    await assertReplaceable(out)
  } catch (error) {
    throw new LabError(`--out: ${sentenceOf(error) ?? (error instanceof Error ? error.message : String(error))}`)
  }
}
