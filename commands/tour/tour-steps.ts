import { answerSteps } from './answer-steps.ts'
import { articleSteps } from './article-steps.ts'
import type { TourStep } from './tour-context.ts'

export const tourSteps: readonly TourStep[] = [...articleSteps, ...answerSteps]
