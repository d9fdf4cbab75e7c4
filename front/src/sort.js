/* 点表头排序 · Sorts by a column: up, down, and back to the order of the page, which may be the law's.
 *
 * <table data-sortable><th data-sort="number">得票</th> … <td data-value="702">702 票</td>
 * data-sort is `text` or `number`; data-value stands in where the shown text does not sort. */

import { each, figureOf } from './page.js'

const NEXT = { none: 'ascending', ascending: 'descending', descending: 'none' }

function valueOf(row, column, kind) {
  const cell = row.cells[column]
  const text = cell?.dataset.value ?? cell?.textContent.trim() ?? ''
  return kind === 'number' ? figureOf(text.replace(/[^\d.,+-]+$/, '')) : text
}

function comparing(kind) {
  if (kind !== 'number') return new Intl.Collator(document.documentElement.lang || undefined, { numeric: true }).compare
  return (a, b) => a - b
}

/** The rows in order; a row without a value stays last, whichever way. */
function sorted(rows, column, kind, way) {
  const compare = comparing(kind)
  const valued = rows.map((row) => [row, valueOf(row, column, kind)])
  const known = valued.filter(([, value]) => value !== undefined && value !== '')
  const rest = valued.filter((pair) => !known.includes(pair))
  known.sort((a, b) => (way === 'descending' ? -1 : 1) * compare(a[1], b[1]))
  return [...known, ...rest].map(([row]) => row)
}

function prepare(table) {
  const heads = [...table.tHead.rows].pop().cells
  const order = new Map([...table.tBodies].map((body) => [body, [...body.rows]]))
  for (const head of table.querySelectorAll('th[data-sort]')) {
    const button = document.createElement('button')
    button.type = 'button'
    button.className = 'sort'
    button.append(...head.childNodes)
    head.append(button)
    head.setAttribute('aria-sort', 'none')
    button.addEventListener('click', () => {
      const way = NEXT[head.getAttribute('aria-sort')]
      for (const other of heads) if (other.hasAttribute('aria-sort')) other.setAttribute('aria-sort', 'none')
      head.setAttribute('aria-sort', way)
      for (const [body, rows] of order) {
        const wanted = way === 'none' ? rows : sorted(rows, head.cellIndex, head.dataset.sort, way)
        body.append(...wanted)
      }
    })
  }
}

each('table[data-sortable]', prepare)
