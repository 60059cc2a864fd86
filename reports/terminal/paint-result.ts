import { createColors } from 'picocolors'
import type { ClaimResult } from '../evidence/claim-result.ts'

/** Red for unexpected and broken, yellow for not applicable and not run (undefined), green for a verdict. */
export function paintResult(result: ClaimResult | undefined, colour: boolean): (text: string) => string {
  const { green, red, yellow } = createColors(colour)
  if (result === 'unexpected' || result === 'broken') return red
  return result === undefined || result === 'not-applicable' ? yellow : green
}
