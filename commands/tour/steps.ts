import { answerSteps } from './answer.ts'
import { articleSteps } from './article.ts'
import type { Step } from './world.ts'

export const steps: readonly Step[] = [...articleSteps, ...answerSteps]
