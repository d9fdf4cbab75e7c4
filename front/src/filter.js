/* 边打边筛 · Keeps the rows of a table that hold every typed word, in characters or in pinyin.
 *
 * <input type="search" data-filter="#roll">
 * <p role="status" data-filter-count="#roll" data-words="显示 {shown} 行，共 {all} 行"></p>
 * <p class="empty" data-filter-empty="#roll" hidden>没有这样的人。</p>
 * <tr data-pinyin="bwl baowenlan"> */

import { each, filled } from './page.js'

const keys = new WeakMap()

function keyOf(row) {
  if (!keys.has(row)) keys.set(row, `${row.textContent} ${row.dataset.pinyin ?? ''}`.normalize('NFKC').toLowerCase())
  return keys.get(row)
}

function filter(box) {
  const table = document.querySelector(box.dataset.filter)
  if (!table) return
  const words = box.value.normalize('NFKC').toLowerCase().split(/\s+/).filter(Boolean)
  const rows = [...table.tBodies].flatMap((body) => [...body.rows])
  let shown = 0
  for (const row of rows) {
    row.hidden = !words.every((word) => keyOf(row).includes(word))
    shown += !row.hidden
  }
  for (const place of document.querySelectorAll('[data-filter-count]')) {
    if (place.dataset.filterCount !== box.dataset.filter) continue
    place.textContent = filled(place.dataset.words, { shown, all: rows.length })
  }
  for (const place of document.querySelectorAll('[data-filter-empty]')) {
    if (place.dataset.filterEmpty === box.dataset.filter) place.hidden = shown > 0
  }
}

each('input[data-filter]', (box) => {
  box.addEventListener('input', () => filter(box))
  box.addEventListener('keydown', (event) => {
    if (event.key === 'Enter') event.preventDefault()
  })
  filter(box)
})

/* Rows that htmx brought in later obey what is typed already. */
document.addEventListener('htmx:load', () => {
  for (const box of document.querySelectorAll('input[data-filter]')) if (box.value) filter(box)
})
