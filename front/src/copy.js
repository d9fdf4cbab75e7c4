/* 复制 · <button type="button" data-copies="ID" data-copied="已复制"> copies what a field holds. */

document.addEventListener('click', async (event) => {
  const button = event.target.closest('[data-copies]')
  const field = button && document.getElementById(button.dataset.copies)
  if (!field) return
  field.select()
  try {
    await navigator.clipboard.writeText(field.value)
    button.textContent = button.dataset.copied
  } catch {
    field.focus() // not over HTTPS: it stands selected, to be copied by hand
  }
})
