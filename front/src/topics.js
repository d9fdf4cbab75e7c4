/* 专题 · <details data-topic open>: on a desk and on paper every topic is open, as it is without a
 * script; on a phone each is opened by itself, and where the address or a link points into it. */

const PHONE = matchMedia('(max-width: 640px)')
const topics = () => [...document.querySelectorAll('details[data-topic]')]
let closed = []

/** An address may hold anything, what cannot be read is no place of ours. */
function plain(text) {
  try {
    return decodeURIComponent(text)
  } catch {
    return ''
  }
}

function reveal(hash) {
  const place = document.getElementById(plain(hash.slice(1)))
  const topic = place?.closest('details[data-topic]')
  if (!topic) return
  topic.open = true
  place.scrollIntoView()
}

function fit() {
  for (const topic of topics()) topic.open = !PHONE.matches
  reveal(location.hash)
}

document.addEventListener('DOMContentLoaded', fit)
PHONE.addEventListener('change', fit)
window.addEventListener('hashchange', () => reveal(location.hash))
document.addEventListener('click', (event) => {
  const link = event.target.closest('a[href^="#"]')
  if (link) reveal(link.hash) // a second click on the same link changes no hash
})
window.addEventListener('beforeprint', () => {
  closed = topics().filter((topic) => !topic.open)
  for (const topic of closed) topic.open = true
})
window.addEventListener('afterprint', () => {
  for (const topic of closed) topic.open = false
})
