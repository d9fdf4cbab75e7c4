/* 安全密钥 · <button type="button" data-key="create" or "get" data-options="ID of the options">
 * asks the browser for a security key and sends its answer with the button's form:
 * <input type="hidden" name="credential"> <p role="status" data-key-note data-waits="…" data-fails="…">
 */

const bytesOf = (text) => Uint8Array.from(atob(text.replace(/-/g, '+').replace(/_/g, '/')), (sign) => sign.charCodeAt(0))

const textOf = (buffer) =>
  btoa(String.fromCharCode(...new Uint8Array(buffer))).replace(/\+/g, '-').replace(/\//g, '_').replace(/=+$/, '')

const named = (list) => (list || []).map((each) => ({ ...each, id: bytesOf(each.id) }))

/** The server's options, with bytes where the browser wants bytes. */
function opened({ publicKey }) {
  const asked = { ...publicKey, challenge: bytesOf(publicKey.challenge) }
  if (publicKey.user) asked.user = { ...publicKey.user, id: bytesOf(publicKey.user.id) }
  if (publicKey.excludeCredentials) asked.excludeCredentials = named(publicKey.excludeCredentials)
  if (publicKey.allowCredentials) asked.allowCredentials = named(publicKey.allowCredentials)
  return { publicKey: asked }
}

/** The browser's answer, with text where the server wants text. */
function written(credential) {
  const response = {}
  for (const name of ['clientDataJSON', 'attestationObject', 'authenticatorData', 'signature', 'userHandle']) {
    if (credential.response[name]) response[name] = textOf(credential.response[name])
  }
  return {
    id: credential.id,
    rawId: textOf(credential.rawId),
    type: credential.type,
    response,
    clientExtensionResults: credential.getClientExtensionResults(),
  }
}

document.addEventListener('click', async (event) => {
  const button = event.target.closest('[data-key]')
  if (!button) return
  const note = button.form.querySelector('[data-key-note]')
  const options = opened(JSON.parse(document.getElementById(button.dataset.options).textContent))
  note.textContent = note.dataset.waits
  try {
    button.form.elements.credential.value = JSON.stringify(written(await navigator.credentials[button.dataset.key](options)))
    button.form.submit()
  } catch {
    note.textContent = note.dataset.fails
  }
})
