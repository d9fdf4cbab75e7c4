/* 未保存 · Asks before a half-filled form is left: <form data-unsaved>. The browser has the words. */

const touched = new Set()

function ask(event) {
  event.preventDefault()
  event.returnValue = ''
}

function watch() {
  for (const form of touched) if (!form.isConnected) touched.delete(form)
  window[touched.size ? 'addEventListener' : 'removeEventListener']('beforeunload', ask)
}

document.addEventListener('input', (event) => {
  const form = event.target.form
  if (!form || !('unsaved' in form.dataset)) return
  touched.add(form)
  watch()
})

for (const done of ['submit', 'reset']) {
  document.addEventListener(done, (event) => {
    touched.delete(event.target)
    watch()
  })
}

document.addEventListener('htmx:load', watch)
