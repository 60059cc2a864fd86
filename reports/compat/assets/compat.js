// Language, theme, and the claim that a link names. The page can be read without this script.
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
const all = (selector) => [...document.querySelectorAll(selector)]
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
const lang = asked ?? known(stored('nsproof.lang')) ?? browser() ?? 'en'
speak(lang)

function openTarget() {
  const target = location.hash && document.getElementById(decodeURIComponent(location.hash.slice(1)))
  if (!target) return
  target.closest('details')?.setAttribute('open', '')
  target.scrollIntoView()
}

document.addEventListener('DOMContentLoaded', () => {
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
  openTarget()
})
addEventListener('hashchange', openTarget)
