import type { z } from 'zod'
import type {
  claimRecordSchema,
  gridCellSchema,
  handleSchema,
  lookSchema,
  namespaceTypeSchema,
  observationSchema,
  predictionSchema,
  profileSchema,
  questionSchema,
  roleSchema,
  signSchema,
  stepTargetSchema,
  subjectSchema,
  testMetaSchema,
  testRecordSchema,
  textSchema,
  vantageStepSchema,
  verdictSchema,
} from './records.ts'

// The types of records.ts, where each field is explained. Only types are imported: most processes of a run do without zod.

type Immutable<T> = T extends readonly (infer Item)[]
  ? readonly Immutable<Item>[]
  : T extends object
    ? { readonly [Key in keyof T]: Immutable<T[Key]> }
    : T

type Of<Schema extends z.ZodType> = Immutable<z.output<Schema>>

export type Text = Of<typeof textSchema>
export type NamespaceType = Of<typeof namespaceTypeSchema>
export type StepTarget = Of<typeof stepTargetSchema>
export type VantageStep = Of<typeof vantageStepSchema>
export type Handle = Of<typeof handleSchema>
export type Observation = Of<typeof observationSchema>
export type Verdict = Of<typeof verdictSchema>
export type Role = Of<typeof roleSchema>
export type Look = Of<typeof lookSchema>
export type Sign = Of<typeof signSchema>
export type Prediction = Of<typeof predictionSchema>
export type Question = Of<typeof questionSchema>
export type ClaimRecord = Of<typeof claimRecordSchema>
export type Profile = Of<typeof profileSchema>
export type SubjectRecord = Of<typeof subjectSchema>
export type TestMeta = Of<typeof testMetaSchema>
export type TestRecord = Of<typeof testRecordSchema>
export type GridCell = Of<typeof gridCellSchema>
