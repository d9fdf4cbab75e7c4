/* 图 · Draws a table as bars; the table stays below as the truth.
 *
 * <figure class="chart" data-chart="stacked" data-table="#progress"><figcaption>各镇进度</figcaption></figure>
 * <table id="progress"><thead><tr><th>镇</th><th data-series="ok">正常</th><th data-series="bad">逾期</th></tr></thead> …
 * data-chart: `stacked` or `bars` (side by side); data-direction="column" stands the bars upright.
 * data-series names the token of the colour; a head without it is not drawn. Without data-table the
 * next table is taken. The text that a screen reader hears is the caption. */

import { BarChart } from 'echarts/charts'
import { AriaComponent, GridComponent, LegendComponent, TooltipComponent } from 'echarts/components'
import * as echarts from 'echarts/core'
import { SVGRenderer } from 'echarts/renderers'
import { each, figureOf } from './page.js'

echarts.use([BarChart, AriaComponent, GridComponent, LegendComponent, TooltipComponent, SVGRenderer])

const ROW_HEIGHT = 34
const ROOM_BELOW = 36
const LEGEND_ROW = 24
const LEGEND_ICON = 44 // the icon, and the room around it and its word
const FONT = 13

function token(name) {
  return getComputedStyle(document.documentElement).getPropertyValue(`--${name}`).trim()
}

function tableOf(figure) {
  if (figure.dataset.table) return document.querySelector(figure.dataset.table)
  const after = [...document.querySelectorAll('table')]
  return after.find((table) => figure.compareDocumentPosition(table) & Node.DOCUMENT_POSITION_FOLLOWING)
}

/** The table as names and series: each series a head, its colour and its figures, top row first. */
function read(table) {
  const heads = [...[...table.tHead.rows].pop().cells]
  const rows = [...table.tBodies].flatMap((body) => [...body.rows])
  const names = rows.map((row) => row.cells[0].textContent.trim())
  const series = heads.filter((head) => head.dataset.series).map((head) => ({
    name: head.textContent.trim(),
    color: token(head.dataset.series),
    data: rows.map((row) => figureOf(row.cells[head.cellIndex].dataset.value ?? row.cells[head.cellIndex].textContent) ?? null),
  }))
  return { names, series }
}

/** How high the legend is: on a phone its words take several rows. */
function legendHeight(series, width) {
  const wide = (text) => [...text].reduce((sum, sign) => sum + (sign.charCodeAt(0) > 0xff ? FONT : FONT * 0.6), LEGEND_ICON)
  let rows = 1
  let used = 0
  for (const { name } of series) {
    if (used > 0 && used + wide(name) > width) {
      rows += 1
      used = 0
    }
    used += wide(name)
  }
  return rows * LEGEND_ROW + 12
}

function options(figure, { names, series }, top) {
  const category = { type: 'category', data: names, axisTick: { show: false }, axisLabel: { color: token('ink') } }
  const value = { type: 'value', minInterval: 1, splitLine: { lineStyle: { color: token('line') } }, axisLabel: { color: token('muted') } }
  const upright = figure.dataset.direction === 'column'
  const still = matchMedia('(prefers-reduced-motion: reduce)').matches
  const whole = figure.dataset.chart === 'stacked' ? 'all' : undefined
  return {
    animation: !still,
    aria: { enabled: true, decal: { show: true }, label: { description: caption(figure) } },
    textStyle: { fontFamily: token('font'), fontSize: FONT },
    grid: { left: 4, right: 16, top, bottom: 4, containLabel: true },
    legend: { top: 0, left: 0, icon: 'rect', textStyle: { color: token('ink') } },
    tooltip: { trigger: 'axis', renderMode: 'richText', axisPointer: { type: 'shadow' } },
    xAxis: upright ? category : value,
    yAxis: upright ? value : { ...category, inverse: true },
    series: series.map((one) => ({ ...one, type: 'bar', stack: whole, barMaxWidth: 26, itemStyle: { color: one.color } })),
  }
}

function caption(figure) {
  return figure.querySelector('figcaption')?.textContent.trim() ?? ''
}

function draw(figure) {
  const table = tableOf(figure)
  if (!table) return
  const place = document.createElement('div')
  place.className = 'chart-place'
  figure.append(place)
  const told = read(table)
  const rows = figure.dataset.direction === 'column' ? 7 : told.names.length
  const top = () => legendHeight(told.series, place.clientWidth)
  const fit = (above) => {
    const height = rows * ROW_HEIGHT + ROOM_BELOW + above
    place.style.height = `${height}px`
    return height
  }
  const chart = echarts.init(place, null, { renderer: 'svg', height: fit(top()) })
  chart.setOption(options(figure, told, top()))
  place.setAttribute('role', 'img')
  window.addEventListener('resize', () => {
    chart.resize({ height: fit(top()) })
    chart.setOption({ grid: { top: top() } })
  })
}

each('figure[data-chart]', draw)
