/* 只交一次 · A form that is being sent cannot be sent again; the button says so.
 *
 * <body data-submitting="正在提交…"> serves every form; <form data-submitting="正在核对…"> says it better.
 * <form data-again> may be sent again, or by <button data-again>: a download leaves its page standing. */

const sending = new Map()

function release(form) {
  const state = sending.get(form)
  if (!state) return
  sending.delete(form)
  form.removeAttribute('aria-busy')
  for (const button of state.buttons) button.disabled = false
  if (state.pressed) state.pressed.textContent = state.words
}

function hold(form, pressed) {
  const buttons = [...form.elements].filter((part) => part.type === 'submit' && !part.disabled)
  const state = { buttons, pressed: pressed instanceof HTMLButtonElement ? pressed : null, words: pressed?.textContent }
  sending.set(form, state)
  form.setAttribute('aria-busy', 'true')
  // After this event: a button that is off already would not be sent with its name.
  setTimeout(() => {
    if (sending.get(form) !== state) return
    for (const button of buttons) button.disabled = true
    const busy = form.dataset.submitting ?? document.body.dataset.submitting
    if (state.pressed && busy) state.pressed.textContent = busy
  })
}

document.addEventListener('submit', (event) => {
  const form = event.target
  if (form.method !== 'post' || 'again' in form.dataset || 'again' in (event.submitter?.dataset ?? {})) return
  if (sending.has(form)) {
    event.preventDefault()
    event.stopImmediatePropagation()
    return
  }
  hold(form, event.submitter)
}, true)

document.addEventListener('htmx:afterRequest', (event) => release(event.target.closest('form')))
window.addEventListener('pageshow', () => [...sending.keys()].forEach(release))
