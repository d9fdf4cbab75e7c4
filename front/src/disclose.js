/* 展开与收起 · Bootstrap's two attributes that we need, without its forty kilobytes.
 *
 * <button data-bs-toggle="collapse" data-bs-target="#menu" aria-expanded="false">
 * <div class="dropdown"><button data-bs-toggle="dropdown" aria-expanded="false"> <div class="dropdown-menu">
 * Escape closes an open menu and gives the focus back; a click elsewhere closes it. The same holds
 * for an open <details class="columns">. */

const MENU = '[data-bs-toggle="dropdown"]'
const FLOATING = 'details.columns[open]'

function menuOf(button) {
  return button.parentElement.querySelector('.dropdown-menu')
}

function set(button, target, open) {
  target.classList.toggle('show', open)
  button.setAttribute('aria-expanded', String(open))
}

function closeMenus(but) {
  for (const button of document.querySelectorAll(`${MENU}[aria-expanded="true"]`)) {
    if (button !== but) set(button, menuOf(button), false)
  }
}

document.addEventListener('click', (event) => {
  const menu = event.target.closest(MENU)
  const fold = event.target.closest('[data-bs-toggle="collapse"]')
  closeMenus(menu)
  for (const open of document.querySelectorAll(FLOATING)) if (!open.contains(event.target)) open.open = false
  if (menu) {
    menuOf(menu).dataset.bsPopper = 'static' // Bootstrap's own place for a menu that nothing moves
    set(menu, menuOf(menu), menu.getAttribute('aria-expanded') !== 'true')
  }
  if (fold) {
    const target = document.querySelector(fold.dataset.bsTarget)
    if (target) set(fold, target, !target.classList.contains('show'))
  }
})

document.addEventListener('keydown', (event) => {
  if (event.key !== 'Escape') return
  const button = document.querySelector(`${MENU}[aria-expanded="true"]`)
  const note = document.querySelector(FLOATING)
  closeMenus()
  if (note) note.open = false
  const back = button ?? note?.querySelector('summary')
  back?.focus()
})
