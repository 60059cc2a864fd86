import { answerSteps } from './answer.ts'
import { articleSteps } from './article.ts'
import type { TourStep } from './world.ts'

export const tourSteps: readonly TourStep[] = [...articleSteps, ...answerSteps]
