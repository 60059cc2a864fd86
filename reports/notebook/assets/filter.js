function filtering() {
  const search = document.querySelector('[data-search]')
  const claims = all('[data-claim]')
  let word = 'all'
  const apply = () => {
    const wanted = search.value.trim().toLowerCase()
    let shown = 0
    for (const claim of claims) {
      claim.hidden = (word !== 'all' && claim.dataset.claim !== word) || !claim.dataset.words.includes(wanted)
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
