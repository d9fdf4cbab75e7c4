/* 选择列 · Which columns of a table are shown; the browser remembers it for this table.
 *
 * <details class="columns" data-columns="#roll"><summary class="btn">选择列</summary></details>
 * <th data-column="birth">出生日期</th>: only a head with a key can be hidden. */

import { each } from './page.js'

const place = (table) => `columns:${table.id}`

function hiddenOf(table) {
  try {
    return new Set(JSON.parse(localStorage.getItem(place(table)) ?? '[]'))
  } catch {
    return new Set() // nothing kept, or a browser that keeps nothing
  }
}

function keep(table, hidden) {
  try {
    localStorage.setItem(place(table), JSON.stringify([...hidden]))
  } catch {
    /* a browser that keeps nothing: the choice holds for this page */
  }
}

function show(table, hidden) {
  for (const head of table.querySelectorAll('th[data-column]')) {
    const off = hidden.has(head.dataset.column)
    for (const row of table.rows) {
      const cell = row.cells[head.cellIndex]
      if (cell && cell.colSpan === 1) cell.hidden = off
    }
  }
}

each('[data-columns]', (chooser) => {
  const table = document.querySelector(chooser.dataset.columns)
  if (!table) return
  const hidden = hiddenOf(table)
  const list = document.createElement('div')
  list.className = 'columns-list'
  for (const head of table.querySelectorAll('th[data-column]')) {
    const label = document.createElement('label')
    const box = document.createElement('input')
    label.className = 'form-check'
    box.type = 'checkbox'
    box.className = 'form-check-input'
    box.checked = !hidden.has(head.dataset.column)
    box.addEventListener('change', () => {
      hidden[box.checked ? 'delete' : 'add'](head.dataset.column)
      keep(table, hidden)
      show(table, hidden)
    })
    label.append(box, head.textContent.trim())
    list.append(label)
  }
  chooser.append(list)
  show(table, hidden)
  document.addEventListener('htmx:load', () => show(table, hidden))
})
