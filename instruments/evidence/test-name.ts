import type { TestRecord } from './types.ts'

/**
 * A test's name in one line, for the terminal, JUnit and Allure, where its role does not stand beside it.
 * For example `finding: step 3, a fresh /proc: the container, by the host’s ps`.
 */
export function testName({ role, step, title }: Pick<TestRecord, 'role' | 'step' | 'title'>): string {
  return `${role}: ${step === undefined ? '' : `step ${step}, `}${title}`
}
