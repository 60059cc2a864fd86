import type { TestRecord } from '../../instruments/evidence/types.ts'
import { visibleLine } from '../../instruments/evidence/visible.ts'
import { judge } from './assemble.ts'
import { formatSeconds, totalDurationMs } from './claim-result.ts'

const marks = { 'as-expected': 'ok', unexpected: 'UNEXPECTED', broken: 'BROKEN', 'not-applicable': 'not applicable' }

/** One line for each claim, for example `ART-12 a link in /var/run/netns is … ok 0.31 s`. */
export function progressLines(tests: readonly TestRecord[], lang: 'en' | 'ja'): string[] {
  return Object.values(Object.groupBy(tests, (test) => test.claim.id)).flatMap((group = []) => {
    const claim = group[0]?.claim
    if (claim === undefined) return []
    const time = totalDurationMs(group)
    return [visibleLine(`${claim.id} ${claim.title[lang]} ${marks[judge(claim, group).status]} ${formatSeconds(time)}`)]
  })
}
