/** The id, the question and the title, in both languages. */
const wordsOf = (claim) =>
  all('h4, .said', claim)
    .map(({ textContent }) => textContent.toLowerCase())
    .join(' ')

function filtering() {
  const search = document.querySelector('[data-search]')
  const claims = all('[data-claim]')
  const words = new Map(claims.map((claim) => [claim, wordsOf(claim)]))
  let word = 'all'
  const apply = () => {
    const wanted = search.value.trim().toLowerCase()
    let shown = 0
    for (const claim of claims) {
      claim.hidden = (word !== 'all' && claim.dataset.claim !== word) || !words.get(claim).includes(wanted)
      if (!claim.hidden) shown += 1
      const entry = document.querySelector(`[data-index="${claim.id}"]`)
      if (entry) entry.hidden = claim.hidden
    }
    document.querySelector('[data-shown]').textContent = String(shown)
    document.querySelector('.none').hidden = shown > 0
    hideEmptyHeadings()
  }
  search.addEventListener('input', apply)
  for (const button of all('[data-filter]')) {
    button.addEventListener('click', () => {
      word = button.dataset.filter
      for (const other of all('[data-filter]')) other.ariaPressed = String(other === button)
      apply()
    })
  }
}

function hideEmptyHeadings() {
  for (const heading of all('#article h3, #beyond h3')) {
    let next = heading.nextElementSibling
    let any = false
    for (; next && next.tagName !== 'H3'; next = next.nextElementSibling) any ||= !next.hidden
    heading.hidden = !any
  }
}

document.addEventListener('DOMContentLoaded', filtering)
