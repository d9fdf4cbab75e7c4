/* 网站前端的拼装 · Builds the site's styles and scripts: `node build.mjs [--templates DIR] [--out DIR]`.
 *
 * site.css  the tokens, Tabler as far as our templates use it, our own components
 * site.js   htmx and our own behaviours
 * charts.js ECharts as far as we use it, for the pages with a figure
 *
 * All is built beside the old files and takes their place at the end: never half a folder. */

import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { dirname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { gzipSync } from 'node:zlib'
import * as esbuild from 'esbuild'
import postcss from 'postcss'
import { PurgeCSS } from 'purgecss'
import { makeColoursPlain, rootVariables } from './plain-colours.mjs'

const HERE = dirname(fileURLToPath(import.meta.url))
const OFFICE = resolve(HERE, '../src/huanjie/office')
const TABLER = join(HERE, 'node_modules/@tabler/core/dist/css/tabler.css')

/** Our own sheets after Tabler, in this order. */
const OWN_SHEETS = ['tabler-tokens.css', 'site.css', 'tables.css', 'figures.css', 'law.css', 'scans.css', 'paper.css']

/** A phone that is five years old, and the browser inside its WeChat. */
const BROWSERS = ['chrome80', 'safari14.1', 'firefox78', 'edge80', 'ios14.5']

/** What a first page may weigh, gzipped, styles and scripts together, without the charts. */
const FIRST_PAGE_LIMIT = 70_000
const FIRST_PAGE = ['site.css', 'site.js']

/** What scripts and browsers put on, and what is too seldom to be seen in a template. */
const KEPT = {
  standard: ['show', 'collapsing', 'active', 'disabled', 'is-invalid', 'is-valid', 'data-bs-popper', 'aria-expanded'],
  deep: [],
  greedy: [],
}

/** Names that Tabler has too and that are ours here, drawn another way. */
const OURS = /\.(steps|step-item|timeline|tag|empty|chart|page|top|brand|foot|seats)(?![a-z])/

async function build({ templates, out }) {
  const fresh = `${out}.new-${process.pid}`
  await rm(fresh, { recursive: true, force: true })
  try {
    await mkdir(fresh, { recursive: true })
    await writeStyles(templates, join(fresh, 'site.css'))
    await writeScript('site.js', fresh)
    await writeScript('charts.js', fresh)
    await weigh(fresh)
    await replace(out, fresh)
  } finally {
    await rm(fresh, { recursive: true, force: true })
  }
}

async function writeStyles(templates, target) {
  const source = (name) => readFile(join(HERE, 'src', name), 'utf8')
  const [tokens, ...own] = await Promise.all(['tokens.css', ...OWN_SHEETS].map(source))
  const tabler = postcss.parse(await readFile(TABLER, 'utf8'))
  makeColoursPlain(tabler, rootVariables([tabler, postcss.parse(tokens), postcss.parse(own[0])]))
  forgetOurs(tabler)
  const used = await purge(tabler.toString(), templates, own.join('\n').match(/--tblr-[\w-]+/g))
  const css = [tokens, used, ...own].join('\n')
  const small = await esbuild.transform(css, { loader: 'css', minify: true, target: BROWSERS, legalComments: 'inline' })
  await writeFile(target, small.code)
}

/** Take out what Tabler says of the names that are ours. */
function forgetOurs(sheet) {
  sheet.walkRules((rule) => {
    const others = rule.selectors.filter((selector) => !OURS.test(selector))
    if (others.length === 0) rule.remove()
    else if (others.length < rule.selectors.length) rule.selectors = others
  })
}

/** Tabler without the rules and variables that nothing of ours names. */
async function purge(css, templates, ourVariables) {
  const content = [...(await filesOf(templates, /\.(html|py)$/)), ...(await filesOf(join(HERE, 'src'), /\.js$/))]
  const [purged] = await new PurgeCSS().purge({
    content,
    css: [{ raw: css }],
    safelist: { ...KEPT, variables: ourVariables },
    variables: true,
    keyframes: true,
    fontFace: true,
  })
  return purged.css
}

/** The files below a folder whose names fit; none where there is no such folder. */
async function filesOf(folder, fits) {
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => [])
  const found = entries.map((entry) => {
    const path = join(folder, entry.name)
    if (entry.isDirectory()) return entry.name === 'built' ? [] : filesOf(path, fits)
    return fits.test(entry.name) ? [path] : []
  })
  return (await Promise.all(found)).flat().sort()
}

async function writeScript(name, folder) {
  await esbuild.build({
    entryPoints: [join(HERE, 'src', name)],
    outfile: join(folder, name),
    bundle: true,
    minify: true,
    format: 'iife',
    target: BROWSERS,
    legalComments: 'inline',
    logLevel: 'warning',
  })
}

/** Print what each file weighs; a first page above the limit is a failure. */
async function weigh(folder) {
  let first = 0
  for (const name of (await readdir(folder)).sort()) {
    const bytes = await readFile(join(folder, name))
    const zipped = gzipSync(bytes, { level: 9 }).length
    if (FIRST_PAGE.includes(name)) first += zipped
    console.log(`${name.padEnd(10)} ${kilo(bytes.length)} kB ${kilo(zipped)} kB gz`)
  }
  console.log(`首页 · first page ${kilo(first)} kB gz, limit ${kilo(FIRST_PAGE_LIMIT)} kB`)
  if (first > FIRST_PAGE_LIMIT) throw new Error(`首页太重 · the first page is too heavy: ${first} > ${FIRST_PAGE_LIMIT}`)
}

const kilo = (bytes) => (bytes / 1000).toFixed(1).padStart(7)

async function replace(old, fresh) {
  const away = `${old}.old-${process.pid}`
  await rename(old, away).catch((error) => {
    if (error.code !== 'ENOENT') throw error
  })
  await rename(fresh, old)
  await rm(away, { recursive: true, force: true })
}

const { values } = parseArgs({
  options: {
    templates: { type: 'string', default: OFFICE },
    out: { type: 'string', default: join(OFFICE, 'static/huanjie/built') },
  },
})
try {
  await build({ templates: resolve(values.templates), out: resolve(values.out) })
} catch (error) {
  console.error(error.message) // which file and line it is; not the builder's own innards
  process.exitCode = 1
}
