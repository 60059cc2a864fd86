const predictionsKey = 'nsproof.predictions'

/** By claim id, the index of the reader's prediction. */
function readPredictions() {
  try {
    const read = JSON.parse(stored(predictionsKey) ?? '{}')
    return typeof read === 'object' && read !== null ? read : {}
  } catch {
    return {}
  }
}

let predictions = readPredictions()
const foldOf = (block) => block.closest('.claim, #answer').querySelector('details.answer')

function judge(block) {
  const options = all('[data-prediction]', block)
  const chosen = options[predictions[block.dataset.predict]]
  const held = chosen?.dataset.held !== undefined
  block.classList.toggle('predicted', chosen !== undefined)
  for (const option of options) {
    const button = option.querySelector('button')
    button.ariaPressed = String(option === chosen)
    button.ariaDisabled = String(chosen !== undefined)
  }
  const decided = options.some((option) => option.dataset.held !== undefined)
  const outcome = held ? 'held' : chosen?.dataset.authors === undefined ? 'failed' : 'authors'
  const said = chosen && decided && document.querySelector(`[data-judged="${outcome}"]`).cloneNode(true)
  block.querySelector('.judged').replaceChildren(...(said ? [said] : []))
}

function countScore() {
  const blocks = new Map(all('.claim [data-predict]').map((block) => [block.dataset.predict, block]))
  const told = [...blocks.values()].filter((block) => block.querySelector('[data-judged]'))
  const right = told.filter((block) => block.querySelector('[data-judged=held]')).length
  const score = document.querySelector('[data-score]')
  if (score) score.textContent = `${right} / ${told.length}`
  const anew = document.querySelector('[data-anew]')
  if (anew) anew.hidden = Object.keys(predictions).length === 0
}

function judgeAll() {
  for (const block of all('[data-predict]')) judge(block)
  countScore()
}

/** The first prediction counts. */
function predict(block, index) {
  const id = block.dataset.predict
  if (predictions[id] !== undefined) return
  predictions = { ...predictions, [id]: index }
  store(predictionsKey, JSON.stringify(predictions))
  judgeAll()
  foldOf(block).open = true
}

function forget() {
  predictions = {}
  store(predictionsKey, '{}')
  judgeAll()
  if (!root.classList.contains('all')) for (const fold of all('details.answer')) fold.open = false
}

function showEverything(on) {
  root.classList.toggle('all', on)
  for (const button of all('[data-everything]')) button.ariaPressed = String(on)
  for (const block of all('[data-predict]')) foldOf(block).open = on || block.classList.contains('predicted')
  for (const fold of all('#article details.needed')) fold.open = on
}

const wantsEverything = new URLSearchParams(location.search).has('all') || stored('nsproof.all') === 'true'
root.classList.toggle('all', wantsEverything)

function predicting() {
  for (const block of all('[data-predict]')) {
    all('[data-prediction]', block).forEach((option, index) => {
      const button = document.createElement('button')
      button.type = 'button'
      button.append(...option.childNodes)
      button.addEventListener('click', () => predict(block, index))
      option.append(button)
    })
  }
  judgeAll()
  showEverything(wantsEverything)
  for (const button of all('[data-everything]')) {
    button.addEventListener('click', () => {
      const on = !root.classList.contains('all')
      store('nsproof.all', String(on))
      keepPlace(() => showEverything(on))
    })
  }
  document.querySelector('[data-anew]')?.addEventListener('click', forget)
}

document.addEventListener('DOMContentLoaded', predicting)
