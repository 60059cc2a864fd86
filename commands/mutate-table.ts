import { visibleLine } from '../instruments/evidence/visible.ts'
import { type Attacked, type Campaign, operatorsIn, wantedOperators } from './mutate-campaign.ts'
import { conclusiveFates, type Fate } from './mutate-verdict.ts'
import { mutationLine } from './mutate-words.ts'

/** A line for each mutation, then one for each problem. */
export function campaignTable({ attacks, unsound }: Campaign): string {
  const rows = [...attacks].flatMap(([id, all]) => all.map((attack) => row(id, attack)))
  return [
    ...rows,
    '',
    ...troublesOf({ attacks, unsound }),
    summary([...attacks.values()].flat(), attacks.size),
    '',
  ].join('\n')
}

function row(id: string, { mutation, fate, error }: Attacked): string {
  const why = conclusiveFates.includes(fate) && error !== undefined ? `  ${error.slice(0, 90)}` : ''
  return visibleLine(`${id.padEnd(7)} ${fate.padEnd(11)}  ${mutationLine(mutation)}${why}`)
}

/** The problems that make the exit code 1, a line each. */
export function troublesOf({ attacks, unsound }: Campaign): string[] {
  const bad = [...attacks].flatMap(([id, all]) =>
    all.flatMap((attack) => {
      if (attack.fate === 'survived') return [`${id} SURVIVED ${mutationLine(attack.mutation)}`]
      return attack.fate === 'errored'
        ? [`${id} BROKE INSTEAD ${mutationLine(attack.mutation)}: ${attack.error ?? ''}`]
        : []
    }),
  )
  const few = [...attacks].flatMap(([id, all]) => {
    const operators = operatorsIn(all)
    if (operators.size >= wantedOperators) return []
    return [`${id} TOO FEW operators apply: ${[...operators].join(', ') || 'none'}`]
  })
  return [...bad, ...few, ...unsound.map((id) => `${id} UNSOUND: it does not pass without a mutation`)].map(visibleLine)
}

function summary(all: readonly Attacked[], claims: number): string {
  const count = (fate: Fate): number => all.filter((attack) => attack.fate === fate).length
  const fates: readonly Fate[] = ['killed', 'broken', 'survived', 'errored', 'unchanged', 'unanswered', 'notPossible']
  const conclusive = all.filter(({ fate }) => conclusiveFates.includes(fate)).length
  return `${claims} claims, ${conclusive} mutations: ${fates.map((fate) => `${count(fate)} ${fate}`).join(', ')}`
}
