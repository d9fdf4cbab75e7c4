/* 计票表 · A sheet of counts: sums beside the figures as they are typed, Enter and arrows between cells.
 * What does not add up is only shown here; refusing it is the server's part.
 *
 * <form class="sheet"> <input data-part="zhao"> <input data-part="zhao">
 * <output data-sum="zhao"></output>
 * <span data-compares="zhao" data-with="#id_returned"
 *       data-same="✓ 与收回票数相符" data-more="▲ 多 {difference} 票" data-less="▲ 少 {difference} 票"></span>
 * A part may be in several sums: data-part="zhao for". */

import { each, figureOf, filled } from './page.js'

const CELLS = 'input:not([type=hidden]):not([type=checkbox]):not([type=radio]):not([disabled])'

/** The sum of a part's figures, and whether every one of them is there. */
function sumOf(sheet, part) {
  const figures = [...sheet.querySelectorAll('[data-part]')]
    .filter((cell) => cell.dataset.part.split(/\s+/).includes(part))
    .map((cell) => figureOf(cell.value))
  const known = figures.filter((figure) => figure !== undefined)
  return { sum: known.reduce((all, one) => all + one, 0), whole: known.length === figures.length, any: known.length > 0 }
}

function compare(sheet, place) {
  const { sum, whole } = sumOf(sheet, place.dataset.compares)
  const other = document.querySelector(place.dataset.with)
  const aim = figureOf(other?.value ?? other?.textContent ?? '')
  const ready = whole && aim !== undefined
  const difference = sum - (aim ?? 0)
  const words = difference === 0 ? 'same' : difference > 0 ? 'more' : 'less'
  place.className = ready ? `tag ${difference ? 'tag-warn' : 'tag-ok'}` : ''
  place.textContent = ready ? filled(place.dataset[words], { difference: Math.abs(difference) }) : ''
}

function refresh(sheet) {
  for (const place of sheet.querySelectorAll('[data-sum]')) {
    const { sum, any } = sumOf(sheet, place.dataset.sum)
    place.textContent = any ? sum.toLocaleString('en-US') : ''
  }
  for (const place of sheet.querySelectorAll('[data-compares]')) compare(sheet, place)
}

function neighbour(sheet, cell, key) {
  const cells = [...sheet.querySelectorAll(CELLS)]
  if (key === 'Enter') return cells[cells.indexOf(cell) + 1] ?? sheet.querySelector('[type=submit]')
  const own = cell.closest('td, th')
  const rows = [...(own?.closest('table')?.rows ?? [])]
  const way = key === 'ArrowDown' ? 1 : -1
  for (let at = rows.indexOf(own?.parentElement) + way; rows[at]; at += way) {
    const found = rows[at].cells[own.cellIndex]?.querySelector(CELLS)
    if (found) return found
  }
  return undefined
}

each('form.sheet', (sheet) => {
  sheet.addEventListener('input', () => refresh(sheet))
  sheet.addEventListener('keydown', (event) => {
    if (!['Enter', 'ArrowUp', 'ArrowDown'].includes(event.key) || !event.target.matches(CELLS)) return
    if (event.isComposing || event.target.type === 'submit') return
    const next = neighbour(sheet, event.target, event.key)
    if (event.key === 'Enter' || next) event.preventDefault()
    next?.focus()
    next?.select?.()
  })
  refresh(sheet)
})
