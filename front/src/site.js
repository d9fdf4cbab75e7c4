/* 网站脚本 · What every page carries: htmx, and our own behaviours, each in a file of its own.
 * No sentence stands in a script: the words come from the page, so both languages are whole. */

import htmx from 'htmx.org'
import './adjudicate.js'
import './columns.js'
import './connection.js'
import './copy.js'
import './disclose.js'
import './filter.js'
import './keys.js'
import './once.js'
import './print.js'
import './scans.js'
import './sheet.js'
import './side.js'
import './sort.js'
import './tick.js'
import './topics.js'
import './unsaved.js'
import './upload.js'

window.htmx = htmx
htmx.config.allowEval = false
htmx.config.includeIndicatorStyles = false
htmx.config.historyCacheSize = 0 // pages hold people's data: none is kept in the browser
htmx.config.responseHandling = [
  { code: '204', swap: false },
  { code: '[23]..', swap: true },
  { code: '422', swap: true }, // a form that comes back with its errors
  { code: '[45]..', swap: false, error: true },
]
