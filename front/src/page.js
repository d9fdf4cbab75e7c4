/* 页面 · What the behaviours share: running on each new piece of page, words with their figures. */

/** Do it once for every element that fits, now and in whatever htmx brings in later. */
export function each(selector, prepare) {
  const done = new WeakSet()
  const within = (root) => {
    const found = [...root.querySelectorAll(selector)]
    if (root instanceof Element && root.matches(selector)) found.unshift(root)
    for (const element of found) {
      if (done.has(element)) continue
      done.add(element)
      prepare(element)
    }
  }
  document.addEventListener('DOMContentLoaded', () => within(document))
  document.addEventListener('htmx:load', (event) => within(event.target))
}

/** A sentence of the page with its figures put in: `共 {all} 行`. */
export function filled(sentence, figures) {
  return sentence.replace(/\{(\w+)\}/g, (gap, name) => (name in figures ? grouped(figures[name]) : gap))
}

const grouped = (figure) => (typeof figure === 'number' ? figure.toLocaleString('en-US') : figure)

/** A figure as a person types it, full-width digits too; undefined while there is none. */
export function figureOf(text) {
  const plain = text.normalize('NFKC').replace(/[\s,]/g, '')
  return /^[+-]?\d+(\.\d+)?$/.test(plain) ? Number(plain) : undefined
}
