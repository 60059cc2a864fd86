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

/** Moves the points of the namespaces that the chosen way enters into the container, and all others back to the host. */
function enter(chosen) {
  const types = chosen.dataset.types.split(' ')
  for (const button of all('[data-enter]')) button.ariaPressed = String(button === chosen)
  for (const point of all('.map .here')) {
    const { of, dx, dy } = point.dataset
    point.style.transform = types.includes(of) ? `translate(${dx}px, ${dy}px)` : ''
  }
  for (const cell of all('.map .ns[data-of]')) cell.classList.toggle('entered', types.includes(cell.dataset.of))
  for (const way of all('.map .way-in'))
    way.classList.toggle('other', chosen.dataset.enter !== '' && way.dataset.way !== chosen.dataset.enter)
  for (const text of all('[data-entered]')) text.hidden = text.dataset.entered !== chosen.dataset.enter
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

document.addEventListener('DOMContentLoaded', () => {
  mapping()
  for (const button of all('[data-enter]')) button.addEventListener('click', () => enter(button))
  gridding()
})
