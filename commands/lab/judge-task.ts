import type { Task, TaskWorld, Turn } from '../../fixtures/task.ts'
import type { Text } from '../../instruments/evidence/types.ts'

/** What the lab found when it looked at a task. */
export type Judgement =
  | { readonly kind: 'done' }
  /** Something was done that is not the goal. */
  | { readonly kind: 'turn'; readonly id: string; readonly says: Text; readonly back?: string }
  /** Nothing that the task knows of was done. */
  | { readonly kind: 'nothing'; readonly says: Text }

/** Looks at the machine and judges a task by what it finds. @throws ProbeError if a probe gets no answer */
export async function judgeTask(task: Task<unknown>, world: TaskWorld): Promise<Judgement> {
  const state = await task.look(world)
  if (task.done(state)) return { kind: 'done' }
  const turn = task.turns.find((each) => each.holds(state))
  return turn === undefined ? { kind: 'nothing', says: firstHint(task) } : judgementOf(turn, state)
}

function judgementOf(turn: Turn<unknown>, state: unknown): Judgement {
  const { id, says, back } = turn
  const values = turn.fill?.(state) ?? {}
  const text = { en: filled(says.en, values), ja: filled(says.ja, values) }
  return { kind: 'turn', id, says: text, ...(back !== undefined && { back: filled(back, values) }) }
}

/** Puts the values in place of their names in braces. */
function filled(template: string, values: Readonly<Record<string, string>>): string {
  return template.replaceAll(/\{(\w+)\}/g, (whole, name: string) => values[name] ?? whole)
}

function firstHint({ id, hints }: Task<unknown>): Text {
  const [first] = hints
  if (first === undefined) throw new Error(`the task ${id} has no hint`)
  return first
}
