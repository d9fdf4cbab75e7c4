/* 上传进度 · Says in words how far a file has come: a note inside the form.
 *
 * <p class="progress-note" role="status" data-upload-note data-starts="正在上传 {name}（{size} kB）…"
 *    data-sent="已上传 {percent} %" data-then="已收到，正在逐行核对…"></p>
 * A plain form says how it starts; an htmx form (hx-encoding="multipart/form-data") also how far it is. */

import { filled } from './page.js'

const noteOf = (form) => form?.querySelector('[data-upload-note]')

document.addEventListener('submit', (event) => {
  const note = noteOf(event.target)
  const file = event.target.querySelector('input[type=file]')?.files[0]
  if (note && file) note.textContent = filled(note.dataset.starts, { name: file.name, size: Math.ceil(file.size / 1000) })
})

document.addEventListener('htmx:xhr:progress', (event) => {
  const note = noteOf(event.target.closest('form'))
  const { loaded, total } = event.detail
  if (!note || !total) return
  note.textContent = loaded < total ? filled(note.dataset.sent, { percent: Math.floor((100 * loaded) / total) }) : note.dataset.then
})

for (const over of ['htmx:responseError', 'htmx:sendError', 'htmx:timeout']) {
  document.addEventListener(over, (event) => {
    const note = noteOf(event.target.closest('form'))
    if (note) note.textContent = ''
  })
}

window.addEventListener('pageshow', () => {
  for (const note of document.querySelectorAll('[data-upload-note]')) note.textContent = ''
})
