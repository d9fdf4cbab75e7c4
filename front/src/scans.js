/* 逐个上传 · Sends the files of a form one by one, so that each is read and answered for itself.
 *
 * <form enctype="multipart/form-data" data-again data-one-by-one="第 {n} 个，共 {all} 个：{name}" data-sent="正在识读：{name}" data-lost="“{name}”没有传到…">
 *   <input type="file" multiple> <div data-progress hidden><progress></progress><p role="status"></p></div>
 *   <ul data-results></ul> <p data-finished hidden>…</p>
 * The server answers each with a line for the list. Where all were kept the page is loaded anew. */

import { each, filled } from './page.js'

/** Send one file; the line that the server answers, and whether it was kept. */
function send(form, file, number, tell) {
  const body = new FormData(form)
  const field = form.querySelector('input[type=file]').name
  body.set(field, file)
  body.set('n', number)
  return new Promise((resolve) => {
    const request = new XMLHttpRequest()
    request.open('POST', form.action)
    request.setRequestHeader('HX-Request', 'true')
    request.upload.onprogress = (event) => tell(event.loaded / Math.max(event.total, 1))
    request.onload = () => resolve({ kept: request.status < 300, line: [200, 422].includes(request.status) ? request.responseText : '' })
    request.onerror = () => resolve({ kept: false, line: '' })
    request.send(body)
  })
}

const lines = (text) => [...new DOMParser().parseFromString(`<ul>${text}</ul>`, 'text/html').querySelectorAll('li[data-told]')]

function lost(form, file) {
  const line = document.createElement('li')
  line.textContent = filled(form.dataset.lost, { name: file.name })
  return [line]
}

async function sendAll(form, state) {
  const files = [...form.querySelector('input[type=file]').files]
  const place = form.querySelector('[data-progress]')
  const [bar, note] = [place.querySelector('progress'), place.querySelector('[role=status]')]
  const results = form.querySelector('[data-results]')
  const buttons = [...form.elements].filter((part) => part.type === 'submit')
  let allKept = true
  place.hidden = false
  bar.max = files.length
  for (const button of buttons) button.disabled = true
  for (const [at, file] of files.entries()) {
    note.textContent = filled(form.dataset.oneByOne, { n: at + 1, all: files.length, name: file.name })
    const { kept, line } = await send(form, file, state.sent++, (part) => {
      bar.value = at + part / 2
      if (part === 1) note.textContent = filled(form.dataset.sent, { name: file.name })
    })
    const told = lines(line)
    // What went wrong stands on top, where nobody scrolls past it.
    results[kept ? 'append' : 'prepend'](...(told.length ? told : lost(form, file)))
    allKept &&= kept
    bar.value = at + 1
  }
  for (const button of buttons) button.disabled = false
  note.textContent = ''
  place.hidden = true
  form.querySelector('[data-finished]').hidden = false
  form.querySelector('input[type=file]').value = ''
  if (allKept) window.location.assign(form.action)
}

each('form[data-one-by-one]', (form) => {
  const state = { sent: 0 }
  form.addEventListener('submit', (event) => {
    if (!form.querySelector('input[type=file]').files.length || !form.reportValidity()) return
    event.preventDefault()
    sendAll(form, state)
  })
})
