/* 旧手机也认得的颜色 · Tabler writes colours that a phone of five years ago does not know
 * (light-dark, oklch, color-mix): each is worked out here, at build time, from our tokens. */

const CALL = /(light-dark|oklch|color-mix)\(/
const NAMED = { transparent: [0, 0, 0, 0], white: [255, 255, 255, 1], black: [0, 0, 0, 1] }

/** The variables that hold everywhere: what `:root` says, the last word winning. */
export function rootVariables(sheets) {
  const table = new Map()
  for (const sheet of sheets) {
    sheet.walkRules((rule) => {
      if (!rule.selectors.includes(':root') || rule.parent.type === 'atrule') return
      rule.walkDecls(/^--/, (decl) => table.set(decl.prop, decl.value))
    })
  }
  return table
}

/** Work out every colour of the sheet in place. */
export function makeColoursPlain(sheet, variables) {
  sheet.walkDecls((decl) => {
    if (CALL.test(decl.value)) decl.value = plain(decl.value, variables)
  })
}

/** A value whose colour functions are worked out, where they rest on the root's variables alone. */
export function plain(value, variables) {
  const at = value.search(CALL)
  if (at < 0) return value
  const open = value.indexOf('(', at)
  const close = closing(value, open)
  const inner = plain(value.slice(open + 1, close), variables)
  const name = value.slice(at, open)
  const worked = WORK[name](inner, variables) ?? `${name}(${inner})`
  return value.slice(0, at) + worked + plain(value.slice(close + 1), variables)
}

const WORK = {
  'light-dark': (inner) => parts(inner)[0],
  oklch: (inner, variables) => {
    const from = inner.match(/^from (.+) calc\(l ([+-]) ([\d.]+)\) c h$/)
    if (!from) return write(colour(`oklch(${inner})`, variables))
    const base = colour(from[1], variables)
    if (!base) return undefined
    const [l, a, b] = toOklab(base)
    return write([...fromOklab([l + Number(from[2] + from[3]), a, b]), base[3]])
  },
  'color-mix': (inner, variables) => {
    const [, one, two] = parts(inner)
    const [first, share] = shareOf(one, variables)
    const [second, rest] = shareOf(two, variables)
    const weight = share ?? (rest === undefined ? 0.5 : 1 - rest)
    if (weight >= 1) return first
    const [left, right] = [colour(first, variables), colour(second, variables)]
    return left && right ? write(mix(left, right, weight)) : undefined
  },
}

function closing(text, open) {
  for (let depth = 0, i = open; i < text.length; i++) {
    if (text[i] === '(') depth++
    if (text[i] === ')' && --depth === 0) return i
  }
  throw new Error(`a bracket stays open: ${text}`)
}

/** The arguments between commas that stand in no bracket. */
function parts(text) {
  const found = ['']
  let depth = 0
  for (const sign of text) {
    depth += (sign === '(') - (sign === ')')
    if (sign === ',' && depth === 0) found.push('')
    else found[found.length - 1] += sign
  }
  return found.map((part) => part.trim())
}

/** A colour with its share of the mixture, 0 to 1; undefined where none is named. */
function shareOf(text, variables) {
  const split = text.match(/^(.*\S)\s+([\d.]+%|calc\(.*\))$/s)
  if (!split) return [text, undefined]
  const product = split[2].match(/^calc\((.+) \* 100%\)$/)
  const number = product ? lookedUp(product[1], variables) : split[2]
  const share = Number.parseFloat(number) / (number.endsWith('%') ? 100 : 1)
  return [split[1], Number.isNaN(share) ? undefined : share]
}

/** A value behind its variable, or its fallback; a chain is followed to the end. */
function lookedUp(text, variables) {
  const name = text.match(/^var\((--[\w-]+)(?:,\s*(.*))?\)$/s)
  if (!name) return text
  const behind = variables.get(name[1]) ?? name[2]
  return behind === undefined ? text : lookedUp(plain(behind, variables), variables)
}

/** Red, green, blue (0 to 255) and alpha, or undefined where the page decides. */
function colour(text, variables) {
  const known = lookedUp(text.trim(), variables)
  if (known in NAMED) return NAMED[known]
  if (/^#([\da-f]{3}|[\da-f]{6})$/i.test(known)) return hex(known.slice(1))
  const call = known.match(/^(rgba?|oklch)\((.*)\)$/)
  return call && channels(call[1], call[2].split(/[\s,/]+/))
}

function hex(digits) {
  const six = digits.length === 3 ? digits.replace(/./g, '$&$&') : digits
  return [0, 2, 4].map((at) => Number.parseInt(six.slice(at, at + 2), 16)).concat(1)
}

function channels(kind, [x, y, z, alpha = '1']) {
  const amount = (text, whole) => (text.endsWith('%') ? (Number.parseFloat(text) / 100) * whole : Number.parseFloat(text) || 0)
  if (kind !== 'oklch') return [amount(x, 255), amount(y, 255), amount(z, 255), amount(alpha, 1)]
  const [chroma, hue] = [amount(y, 0.4), (amount(z, 360) * Math.PI) / 180]
  return [...fromOklab([amount(x, 1), chroma * Math.cos(hue), chroma * Math.sin(hue)]), amount(alpha, 1)]
}

/** The mixture in Oklab, its alphas premultiplied (CSS Color 5, color-mix). */
function mix(left, right, weight) {
  const alpha = left[3] * weight + right[3] * (1 - weight)
  const [one, two] = [toOklab(left), toOklab(right)]
  const lab = one.map((v, i) => (v * left[3] * weight + two[i] * right[3] * (1 - weight)) / (alpha || 1))
  return [...fromOklab(lab), alpha]
}

/* Oklab by Björn Ottosson (public domain): sRGB to linear light, to cone answers, to L a b, and back. */

const linear = (v) => (v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4)
const curved = (v) => (v <= 0.0031308 ? v * 12.92 : 1.055 * v ** (1 / 2.4) - 0.055)

function toOklab([red, green, blue]) {
  const [r, g, b] = [red, green, blue].map((v) => linear(v / 255))
  const l = Math.cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b)
  const m = Math.cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b)
  const s = Math.cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b)
  return [
    0.2104542553 * l + 0.793617785 * m - 0.0040720468 * s,
    1.9779984951 * l - 2.428592205 * m + 0.4505937099 * s,
    0.0259040371 * l + 0.7827717662 * m - 0.808675766 * s,
  ]
}

function fromOklab([L, a, b]) {
  const l = (L + 0.3963377774 * a + 0.2158037573 * b) ** 3
  const m = (L - 0.1055613458 * a - 0.0638541728 * b) ** 3
  const s = (L - 0.0894841775 * a - 1.291485548 * b) ** 3
  return [
    4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s,
    -1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s,
    -0.0041960863 * l - 0.7034186147 * m + 1.707614701 * s,
  ].map((v) => Math.min(255, Math.max(0, curved(v) * 255)))
}

function write(channels) {
  if (!channels) return undefined
  const [r, g, b] = channels.map(Math.round)
  const alpha = Number(channels[3].toFixed(3))
  if (alpha < 1) return `rgba(${r}, ${g}, ${b}, ${alpha})`
  return `#${[r, g, b].map((v) => v.toString(16).padStart(2, '0')).join('')}`
}
