/* 疑票认定 · The keyboard of a ruling: digits choose a verdict, then a mark, and go on; arrows change
 * row and paper.
 *
 * <form data-adjudicate> <fieldset data-mark-row> radios </fieldset> … <div data-verdict="marked">
 * <a data-before> <a data-behind> <button type="button" data-rest hidden> */

import { each } from './page.js'

const radios = (row) => [...row.querySelectorAll('input[type=radio]')]
const isChosen = (row) => radios(row).some((radio) => radio.checked)

/** The radio of a row that the keyboard comes to: the chosen one, else the first. */
function enter(row) {
  const own = radios(row)
  const target = own.find((radio) => radio.checked) ?? own[0]
  target?.focus()
  row.scrollIntoView({ block: 'nearest' })
}

function choose(rows, row, digit) {
  const radio = radios(row)[digit - 1]
  if (!radio) return
  radio.checked = true
  radio.dispatchEvent(new Event('input', { bubbles: true }))
  const behind = rows.slice(rows.indexOf(row) + 1)
  const next = behind.find((each) => !isChosen(each)) ?? behind[0]
  if (next) enter(next)
  else row.form?.querySelector('[type=submit]:last-of-type')?.focus()
}

function showVerdict(form) {
  const chosen = form.querySelector('input[name=verdict]:checked')?.value
  for (const part of form.querySelectorAll('[data-verdict]')) part.hidden = part.dataset.verdict !== chosen
}

function press(form, event) {
  if (event.ctrlKey || event.altKey || event.metaKey || event.isComposing) return
  const typing = event.target.matches?.('input:not([type=radio]), select, textarea')
  const rows = [...form.querySelectorAll('[data-mark-row]')].filter((row) => !row.closest('[hidden]'))
  const row = event.target.closest?.('[data-mark-row]')
  if (typing) return
  const verdicts = [...form.querySelectorAll('input[name=verdict]')]
  if (/^[1-9]$/.test(event.key) && !verdicts.some((each) => each.checked)) {
    event.preventDefault()
    verdicts[Number(event.key) - 1]?.click()
  } else if (/^[1-9]$/.test(event.key) && rows.length) {
    event.preventDefault()
    choose(rows, row ?? rows.find((each) => !isChosen(each)) ?? rows[0], Number(event.key))
  } else if (['ArrowDown', 'ArrowUp'].includes(event.key) && row) {
    event.preventDefault()
    const other = rows[rows.indexOf(row) + (event.key === 'ArrowDown' ? 1 : -1)]
    if (other) enter(other)
  } else if (['ArrowLeft', 'ArrowRight'].includes(event.key)) {
    event.preventDefault()
    document.querySelector(event.key === 'ArrowLeft' ? '[data-before]' : '[data-behind]')?.click()
  }
}

each('form[data-adjudicate]', (form) => {
  const rest = form.querySelector('[data-rest]')
  rest.hidden = false
  rest.addEventListener('click', () => {
    for (const row of form.querySelectorAll('[data-mark-row]')) if (!isChosen(row)) radios(row).at(-1).checked = true
  })
  form.addEventListener('input', () => showVerdict(form))
  document.addEventListener('keydown', (event) => form.isConnected && press(form, event))
  showVerdict(form)
})
