import type { Element } from 'hast'
import { h } from 'hastscript'
import type { Text } from '../../../instruments/evidence/types.ts'
import { visibleLine } from '../../../instruments/evidence/visible.ts'
import { resultOf, resultOrder } from '../../evidence/claim-result.ts'
import type { KeptMutations } from '../../evidence/kept-mutations.ts'
import type { ClaimEvidence, Evidence } from '../../evidence/schema.ts'
import { claimContext, foldedClaim, openClaim } from '../claim/claim-block.ts'
import { passages, ui } from '../ui/ui.ts'
import { both, type Content, fold, section } from './dom.ts'
import { claimIcon, resultMark } from './marks.ts'

const isArticle = ({ topic }: ClaimEvidence) => topic === 'article'

function passageHeading(title: string | undefined): Element {
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
        h(
          'a',
          { href: `#${claim.id}` },
          claimIcon(claim),
          ' ',
          h('b', claim.id),
          ' ',
          h('span', both(claim.question?.ask ?? claim.title)),
        ),
      ),
    ),
  )

const filterButton = (name: string, body: readonly Content[], pressed: boolean) =>
  h('button', { type: 'button', dataFilter: name, ariaPressed: String(pressed) }, ...body)

/** Links to the claims of other topics that answer a passage of the article; nothing if there is none. */
function pointers(claims: readonly ClaimEvidence[]): Element[] {
  if (claims.length === 0) return []
  const links = claims.flatMap((claim) => [' ', h('a', { href: `#${claim.id}` }, claim.id, ' ', both(claim.title))])
  return [h('p', both(ui.alsoHere), ...links)]
}

/** Buttons and a search field that hide claims. They are shown only if script runs. */
function filters(claims: readonly ClaimEvidence[]): Element {
  const found = resultOrder.filter((word) => claims.some((claim) => resultOf(claim) === word))
  return h(
    'div',
    { className: ['filters', 'scripted'], role: 'group', ariaLabelledBy: 'filters-h' },
    h('span', { id: 'filters-h', className: ['sr'] }, both(ui.filter)),
    filterButton('all', both(ui.all), true),
    ...found.map((word) => filterButton(word, [resultMark(word)], false)),
    h('label', both(ui.search), ' ', h('input', { type: 'search', dataSearch: '', autoComplete: 'off' })),
    h('p', { role: 'status' }, h('span', { dataShown: '' }, String(claims.length)), ' ', both(ui.shown)),
  )
}

/** How many predictions held, and a button to forget them. Script fills it in. */
function score(claims: readonly ClaimEvidence[]): Element {
  const all = claims.filter(({ question }) => question !== undefined).length
  return h(
    'p',
    { className: ['score', 'scripted'], hidden: all === 0 },
    both(ui.score),
    ': ',
    h('strong', { dataScore: '', dataAll: String(all) }, `0 / 0`),
    ' ',
    h('button', { type: 'button', dataAnew: '', hidden: true }, both(ui.startAnew)),
  )
}

/** The article's claims in its order, under its own headings. */
export function articleSection(evidence: Evidence, mutations: KeptMutations): Element {
  const { claims } = evidence
  const own = claims.filter(isArticle)
  const context = claimContext(evidence, mutations)
  const groups = [...Map.groupBy(own, (claim) => claim.passage)].flatMap(([title, group]) => [
    passageHeading(title),
    ...group.map((claim) => openClaim(claim, context)),
    ...pointers(claims.filter((claim) => !isArticle(claim) && title !== undefined && claim.passage === title)),
  ])
  return section(
    'article',
    ui.article,
    h('p', { className: ['lead'] }, both(ui.articleLead)),
    score(own),
    fold(both(ui.findClaim), [
      filters(claims),
      contents(own),
      h('p', { className: ['none'], hidden: true }, both(ui.none)),
    ]),
    ...groups,
  )
}

/** In the order of the page. */
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
  namespaces: ui.topicNamespaces,
  limits: ui.topicLimits,
  kernel: ui.topicKernel,
  keys: ui.topicKeys,
  confinement: ui.topicConfinement,
  grid: ui.grid,
}

/** The place of a topic on the page; one without a heading of its own comes last. */
function rank(topic: string): number {
  const place = Object.keys(topics).indexOf(topic)
  return place === -1 ? Number.POSITIVE_INFINITY : place
}

/** All other claims by topic, folded. Undefined if there are none. */
export function beyondSection(evidence: Evidence, mutations: KeptMutations): Element | undefined {
  const context = claimContext(evidence, mutations)
  const others = evidence.claims.filter((claim) => !isArticle(claim))
  if (others.length === 0) return undefined
  const byTopic = [...Map.groupBy(others, ({ topic }) => topic)].toSorted(([one], [two]) => rank(one) - rank(two))
  const groups = byTopic.flatMap(([topic, group]) => [
    h('h3', both(topics[topic] ?? { en: topic, ja: topic })),
    ...group.map((claim) => foldedClaim(claim, context)),
  ])
  return section('beyond', ui.beyond, ...groups)
}
