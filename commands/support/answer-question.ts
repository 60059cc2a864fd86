import MiniSearch from 'minisearch'
import { LabError } from '../../fixtures/engine/error.ts'
import type { Text } from '../../instruments/evidence/types.ts'
import { questions } from '../../reports/questions.ts'

/** The id and title of a claim. */
export interface Listing {
  readonly id: string
  readonly title: Text
}

/** A question of the list, or a claim by itself, with the claims that answer it. */
export interface Answer {
  readonly ask?: Text
  readonly answer?: Text
  readonly claims: readonly Listing[]
}

const mostAnswers = 3
/** An answer whose score is a smaller part of the best one's is left out. */
const worthShowing = 0.4

/**
 * Finds the answers to a few words in either language, the best first, at most three. A claim is an answer by itself only if
 * none of the questions that are found names it.
 * @param words as typed, for example `docker stop takes ten seconds`
 */
export function findAnswers(words: string, listings: readonly Listing[]): Answer[] {
  const byId = new Map(listings.map((listing) => [listing.id, listing]))
  const asked = questions.map(
    ({ ask, answer, claims }): Answer => ({ ask, answer, claims: claims.flatMap((id) => byId.get(id) ?? []) }),
  )
  const answers = [...asked, ...listings.map((listing): Answer => ({ claims: [listing] }))]
  const index = new MiniSearch<{ id: number; ask: string; text: string }>({
    fields: ['ask', 'text'],
    tokenize: wordsOf,
    searchOptions: {
      boostTerm: weightOf,
      boost: { ask: 2 },
      prefix: (word) => word.length > 3,
      fuzzy: (word) => word.length > 5 && 0.2,
    },
  })
  index.addAll(answers.map((answer, id) => ({ id, ...searchable(answer) })))
  const found = index.search(words)
  const best = found[0]?.score ?? 0
  const good = found.flatMap(({ id, score }) => (score >= best * worthShowing ? (answers[Number(id)] ?? []) : []))
  const inQuestions = new Set(good.flatMap(({ ask, claims }) => (ask === undefined ? [] : claims)))
  return good
    .filter(({ ask, claims }) => ask !== undefined || !claims.some((claim) => inQuestions.has(claim)))
    .slice(0, mostAnswers)
}

const both = (text?: Text): string => (text === undefined ? '' : `${text.en} ${text.ja}`)

function searchable({ ask, answer, claims }: Answer): { ask: string; text: string } {
  return { ask: both(ask), text: [both(answer), ...claims.map(({ id, title }) => `${id} ${both(title)}`)].join(' ') }
}

const segmenter = new Intl.Segmenter('ja', { granularity: 'word' })
/** Words that every question has and that would find all of them. */
const common = new Set(
  'a an and are do does how i in is it my of on the to what which why with した か が する て で と に の は を も なぜ'.split(
    ' ',
  ),
)

/** Words of many error messages, which say less than the name of the command that failed. */
const ofErrors = new Set(
  'argument cannot denied directory error failed file invalid no not operation or permission permitted such'.split(' '),
)

const weightOf = (word: string): number => (ofErrors.has(word) ? 0.3 : 1)

/** The words of a text in either language: Japanese has no spaces between them. */
function wordsOf(text: string): string[] {
  const segments = [...segmenter.segment(text.toLowerCase())]
  return segments.flatMap(({ segment, isWordLike }) => (isWordLike === true && !common.has(segment) ? [segment] : []))
}

/**
 * Prints what is found for the words, with the command that runs the claims.
 * @throws LabError if nothing is found
 */
export function answerQuestion(words: string, listings: readonly Listing[], lang: 'en' | 'ja'): 0 {
  const answers = findAnswers(words, listings)
  if (answers.length === 0)
    throw new LabError(`no claim answers “${words}”: try other words, or see all titles by npm start -- --list`)
  process.stdout.write(answers.map((answer) => answerText(answer, lang)).join('\n'))
  return 0
}

function answerText({ ask, answer, claims }: Answer, lang: 'en' | 'ja'): string {
  const heading = ask === undefined ? [] : [ask[lang], ...(answer === undefined ? [] : [`  ${answer[lang]}`])]
  const titles = claims.map(({ id, title }) => `  ${id.padEnd(7)} ${title[lang]}`)
  return [...heading, ...titles, `  npm start -- ${claims.map(({ id }) => id).join(' ')}`, ''].join('\n')
}
