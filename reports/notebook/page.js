// Only language, theme, filter, copying, the map and the grid: the page can be read without it.
const root = document.documentElement
const stored = (key) => {
  try {
    return localStorage.getItem(key)
  } catch {
    return null
  }
}
const store = (key, value) => {
  try {
    localStorage.setItem(key, value)
  } catch {
    // A page without storage forgets; that is all.
  }
}
const all = (selector, from = document) => [...from.querySelectorAll(selector)]
const known = (lang) => (lang === 'en' || lang === 'ja' ? lang : null)
const browser = () => (navigator.languages ?? [navigator.language]).map((lang) => known(lang.slice(0, 2))).find(Boolean)

function speak(lang) {
  root.lang = lang
  root.dataset.lang = lang
  const title = document.querySelector('title')
  if (title) document.title = title.dataset[lang]
  for (const button of all('[data-set-lang]')) button.ariaPressed = String(button.dataset.setLang === lang)
}

root.classList.add('js')
const theme = stored('nsproof.theme')
if (theme === 'dark' || theme === 'light') root.dataset.theme = theme
const asked = known(new URLSearchParams(location.search).get('lang'))
const lang = asked ?? known(stored('nsproof.lang')) ?? known(root.dataset.asked) ?? browser() ?? 'en'
speak(lang)

function languages() {
  speak(lang)
  for (const button of all('[data-set-lang]')) {
    button.addEventListener('click', () => {
      store('nsproof.lang', button.dataset.setLang)
      speak(button.dataset.setLang)
    })
  }
  document.querySelector('[data-set-theme]').addEventListener('click', () => {
    const dark = root.dataset.theme ? root.dataset.theme === 'dark' : matchMedia('(prefers-color-scheme: dark)').matches
    root.dataset.theme = dark ? 'light' : 'dark'
    store('nsproof.theme', root.dataset.theme)
  })
}

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

async function copy(button) {
  const text = button.parentElement.querySelector('pre').textContent
  try {
    await navigator.clipboard.writeText(text)
  } catch {
    const area = document.createElement('textarea')
    area.value = text
    button.after(area)
    area.select()
    document.execCommand('copy')
    area.remove()
  }
  button.classList.add('done')
  setTimeout(() => button.classList.remove('done'), 2000)
}

function choose(cell) {
  const again = cell.ariaPressed === 'true'
  for (const map of all('svg.map')) map.classList.toggle('choosing', !again)
  for (const other of all('.ns[data-ns]')) {
    const chosen = !again && other.dataset.ns === cell.dataset.ns
    other.classList.toggle('chosen', chosen)
    other.ariaPressed = String(chosen)
  }
  const status = document.querySelector('#map-status')
  status.querySelector('.hint').hidden = !again
  status.querySelector('.members').hidden = again
  status.querySelector('[data-map-name]').textContent = cell.dataset.ns
  status.querySelector('[data-map-members]').textContent = cell.dataset.members
}

function mapping() {
  for (const map of all('svg.map')) map.setAttribute('role', 'group')
  for (const cell of all('.ns[data-ns]')) {
    cell.setAttribute('role', 'button')
    cell.setAttribute('tabindex', '0')
    cell.ariaPressed = 'false'
    cell.addEventListener('click', () => choose(cell))
    cell.addEventListener('keydown', (event) => {
      if (event.key !== 'Enter' && event.key !== ' ') return
      event.preventDefault()
      choose(cell)
    })
  }
}

const cellsOf = (row) => [...row.querySelectorAll('td')]
const isPicked = (list, index) => !list.includes(true) || list[index]

function gridding() {
  const grid = document.querySelector('table.grid')
  if (!grid) return
  const dialog = document.querySelector('#cell-dialog')
  for (const link of all('td a', grid)) {
    link.addEventListener('click', (event) => {
      event.preventDefault()
      const found = document.querySelector(link.getAttribute('href'))
      dialog
        .querySelector('[data-dialog-body]')
        .replaceChildren(...[...found.childNodes].map((node) => node.cloneNode(true)))
      dialog.showModal()
    })
  }
  const rows = all('tbody tr', grid)
  const picks = (line) => all(`[data-pick=${line}]`, grid).map(({ checked }) => checked)
  const compare = (on) => {
    const [ofRows, ofColumns] = [picks('row'), picks('column')]
    grid.classList.toggle('comparing', on)
    for (const cell of all('.unequal', grid)) cell.classList.remove('unequal')
    rows.forEach((row, index) => row.classList.toggle('unpicked', !isPicked(ofRows, index)))
    for (const line of [grid.querySelector('thead tr'), ...rows]) {
      ;[...line.children]
        .slice(1)
        .forEach((cell, index) => cell.classList.toggle('unpicked', !isPicked(ofColumns, index)))
    }
    const picked = rows
      .filter((_, index) => isPicked(ofRows, index))
      .map((row) => cellsOf(row).filter((_, index) => isPicked(ofColumns, index)))
    const lines = ofRows.includes(true) ? (picked[0] ?? []).map((_, index) => picked.map((row) => row[index])) : picked
    for (const line of lines)
      if (on && new Set(line.map(({ dataset }) => dataset.kind)).size > 1)
        for (const cell of line) cell.classList.add('unequal')
  }
  for (const button of all('[data-grid]'))
    button.addEventListener('click', () => compare(button.dataset.grid === 'compare'))
}

function openTarget() {
  const target = location.hash && document.getElementById(decodeURIComponent(location.hash.slice(1)))
  if (target?.tagName === 'DETAILS') target.open = true
}

document.addEventListener('DOMContentLoaded', () => {
  languages()
  filtering()
  mapping()
  gridding()
  for (const button of all('[data-copy]')) button.addEventListener('click', () => copy(button))
  openTarget()
})
addEventListener('hashchange', openTarget)
