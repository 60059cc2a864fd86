import type { Element } from 'hast'
import { h } from 'hastscript'
import type { Text } from '../../instruments/evidence/types.ts'
import { visibleLine } from '../../instruments/evidence/visible.ts'
import type { ClaimEvidence, Evidence } from '../schema.ts'
import { counted as claimsCounted, wordOf, wordOrder } from '../words.ts'
import { claimFolded, claimOpen } from './claim.ts'
import { both, type Content, counted, fold, section } from './dom.ts'
import { smallMark, wordMark } from './marks.ts'
import { profileRows } from './profile.ts'
import { copyable } from './tryit.ts'
import { passages, ui } from './ui.ts'

const isArticle = ({ topic }: ClaimEvidence) => topic === 'article'
const held = (claims: readonly ClaimEvidence[], id: string) =>
  claims.some((claim) => claim.id === id && claim.status === 'as-expected')

/** The answer, where this run earned it, the counts, and the machine that speaks. */
export function answerSection(evidence: Evidence): Element {
  const { claims } = evidence
  const answered = held(claims, 'ART-14') && held(claims, 'ART-20')
  const sentences = answered
    ? [h('p', both(ui.answerKernel)), h('p', both(ui.answerWays))]
    : [h('p', both(ui.answerMissing))]
  const counts = wordOrder.flatMap((word) => {
    const n = claims.filter((claim) => wordOf(claim) === word).length
    return n === 0 ? [] : [h('li', h('strong', String(n)), ' ', wordMark(word))]
  })
  const rows = profileRows(evidence).map(([label, value]) => h('div', h('dt', both(label)), h('dd', ...value)))
  const total = both({ en: claimsCounted.en(claims.length), ja: claimsCounted.ja(claims.length) })
  return section(
    'answer',
    ui.answer,
    h('div', { className: ['answer'] }, ...sentences),
    h('ul', { className: ['counts'] }, h('li', h('strong', total)), ...counts),
    h('h3', both(ui.machine)),
    h('dl', { className: ['machine'] }, ...rows),
  )
}

function passage(title: string | undefined): Element {
  const known = title === undefined ? undefined : passages[title]
  if (title === undefined) return h('h3', both(ui.articleAt))
  if (known === undefined) return h('h3', visibleLine(title))
  return h('h3', both({ en: known, ja: title }))
}

const contents = (claims: readonly ClaimEvidence[]): Element =>
  h(
    'ol',
    { className: ['index'] },
    claims.map((claim) =>
      h(
        'li',
        { dataIndex: claim.id },
        h('a', { href: `#${claim.id}` }, smallMark(claim), ' ', h('b', claim.id), ' ', h('span', both(claim.title))),
      ),
    ),
  )

const filterButton = (name: string, body: readonly Content[], pressed: boolean) =>
  h('button', { type: 'button', dataFilter: name, ariaPressed: String(pressed) }, ...body)

/** Buttons and a field that hide what does not match; there with script only. */
function filters(claims: readonly ClaimEvidence[]): Element {
  const found = wordOrder.filter((word) => claims.some((claim) => wordOf(claim) === word))
  return h(
    'div',
    { className: ['filters', 'scripted'], role: 'group', ariaLabelledBy: 'filters-h' },
    h('span', { id: 'filters-h', className: ['sr'] }, both(ui.filter)),
    filterButton('all', both(ui.all), true),
    ...found.map((word) => filterButton(word, [wordMark(word)], false)),
    h('label', both(ui.search), ' ', h('input', { type: 'search', dataSearch: '', autoComplete: 'off' })),
    h('p', { role: 'status' }, h('span', { dataShown: '' }, String(claims.length)), ' ', both(ui.shown)),
  )
}

/** The article's claims in its order, under its own headings. */
export function articleSection({ claims, subjects }: Evidence): Element {
  const own = claims.filter(isArticle)
  const around = { claims, subjects }
  const groups = [...Map.groupBy(own, (claim) => claim.passage)].flatMap(([title, group]) => [
    passage(title),
    ...group.map((claim) => claimOpen(claim, around)),
  ])
  return section(
    'article',
    ui.article,
    h('p', { className: ['lead'] }, both(ui.articleLead)),
    filters(claims),
    contents(own),
    h('p', { className: ['none'], hidden: true }, both(ui.none)),
    ...groups,
  )
}

const topics: Readonly<Record<string, Text>> = {
  identity: ui.topicIdentity,
  pid: ui.topicPid,
  net: ui.topicNet,
  uts: ui.topicUts,
  ipc: ui.topicIpc,
  mnt: ui.topicMnt,
  user: ui.topicUser,
  cgroup: ui.topicCgroup,
  time: ui.topicTime,
  sharing: ui.topicSharing,
}

/** Every other claim by topic, each folded; undefined where there is none. */
export function beyondSection({ claims, subjects }: Evidence): Element | undefined {
  const others = claims.filter((claim) => !isArticle(claim))
  if (others.length === 0) return undefined
  const groups = [...Map.groupBy(others, ({ topic }) => topic)].flatMap(([topic, group]) => [
    h('h3', both(topics[topic] ?? { en: topic, ja: topic })),
    ...group.map((claim) => claimFolded(claim, { claims, subjects })),
  ])
  return section('beyond', ui.beyond, ...groups)
}

const listed = (lines: readonly string[]) =>
  h(
    'ul',
    lines.map((line) => h('li', h('code', visibleLine(line)))),
  )

function putBack({ census }: Evidence): Content[] {
  if (census === undefined) return [h('p', both(ui.censusMissing))]
  const told = census.same
    ? [h('p', counted(ui.censusSame, census.after.length))]
    : [h('p', both(ui.censusDiffers)), listed(census.differences)]
  return [...told, fold(both(ui.censusList), [listed(census.after)])]
}

/** How to run it oneself, and the census that shows that nothing was left. */
export function runningSection(evidence: Evidence): Element {
  const commands: readonly (readonly [string, Text])[] = [
    ['npm start', ui.runArticle],
    ['npm start -- --all', ui.runAll],
    ['npm start -- ART-14', ui.runOne],
    ['npm start -- --keep', ui.keepFirst],
    ['npm run clean', ui.takeAway],
    ['npm run tour', ui.runTour],
    ['npm run report -- evidence.json', ui.runReport],
  ]
  const rows = commands.map(([line, text]) => h('li', copyable([line]), h('span', both(text))))
  return section(
    'run',
    ui.running,
    h('ul', { className: ['run-list', 'plain'] }, rows),
    h('h3', both(ui.putBack)),
    ...putBack(evidence),
    h('p', { className: ['note'] }, both(ui.more)),
  )
}
