/* 断线提示 · A page that refreshes itself says when it no longer can.
 *
 * <div class="alert alert-danger" role="alert" data-connection-lost hidden>连接已断开，数字不再更新…</div> */

function lost(is) {
  for (const notice of document.querySelectorAll('[data-connection-lost]')) notice.hidden = !is
}

for (const failure of ['htmx:sendError', 'htmx:timeout', 'htmx:responseError']) {
  document.addEventListener(failure, () => lost(true))
}
document.addEventListener('htmx:afterOnLoad', () => lost(false))
window.addEventListener('offline', () => lost(true))
window.addEventListener('online', () => lost(false))
