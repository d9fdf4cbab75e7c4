/* 导航 · On a phone the pages of an office stand in one line: the one that is open is in sight. */

import { each } from './page.js'

each('.side a[aria-current]', (here) => {
  const bar = here.closest('.side')
  bar.scrollLeft = here.offsetLeft - (bar.clientWidth - here.offsetWidth) / 2
})
