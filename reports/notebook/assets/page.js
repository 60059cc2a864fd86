// Language, theme, predictions, filter, copy buttons, map and grid. The page can be read without this script.
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
    // Without localStorage the choice is not remembered.
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

/** Changes the page, and scrolls so that what the reader looks at stays where it is. */
function keepPlace(change) {
  const bar = document.querySelector('header').getBoundingClientRect().bottom
  const seen = all('main :is(h1, h2, h3, h4, h5, p, li, summary, figure)').find(
    (each) => each.checkVisibility() && each.getBoundingClientRect().bottom > bar,
  )
  const before = seen?.getBoundingClientRect().top
  change()
  const still = seen?.checkVisibility() ? seen : seen?.closest('.claim, section')
  if (still) scrollBy({ top: still.getBoundingClientRect().top - (still === seen ? before : bar), behavior: 'instant' })
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
      keepPlace(() => speak(button.dataset.setLang))
    })
  }
  document.querySelector('[data-set-theme]').addEventListener('click', () => {
    const dark = root.dataset.theme ? root.dataset.theme === 'dark' : matchMedia('(prefers-color-scheme: dark)').matches
    root.dataset.theme = dark ? 'light' : 'dark'
    store('nsproof.theme', root.dataset.theme)
  })
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

function openTarget() {
  const target = location.hash && document.getElementById(decodeURIComponent(location.hash.slice(1)))
  if (target?.tagName === 'DETAILS') target.open = true
}

document.addEventListener('DOMContentLoaded', () => {
  languages()
  for (const button of all('[data-copy]')) button.addEventListener('click', () => copy(button))
  openTarget()
})
addEventListener('hashchange', openTarget)
