import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { test } from 'node:test'
import { BAR_COLOURS, barColour } from './bar-colours.ts'

/** Lightness, chroma and hue of OKLCH. */
type Colour = readonly [lightness: number, chroma: number, hue: number]
type Triple = readonly [number, number, number]
type Theme = ReadonlyMap<string, Colour>

const css = readFileSync(new URL('./tokens.css', import.meta.url), 'utf8')

/** The colours that stand between `from` and the next brace that closes at its indentation. */
function block(from: RegExp): [string, Colour][] {
  const body = from.exec(css)?.[1]
  assert.ok(body !== undefined, `no block ${String(from)}`)
  return [...body.matchAll(/--bw-([\w-]+):\s*oklch\(([\d.]+) ([\d.]+) ([\d.]+)\)/g)].map((match) => {
    const [, name = '', ...parts] = match
    const [lightness = Number.NaN, chroma = Number.NaN, hue = Number.NaN] = parts.map(Number)
    return [name, [lightness, chroma, hue]]
  })
}

const light: Theme = new Map(block(/:root \{([\s\S]*?)\n\}/))
const dark: Theme = new Map([...light, ...block(/@variant dark \{([\s\S]*?)\n {2}\}/)])
const night: Theme = new Map([...dark, ...block(/\n\[data-theme='night'\] \{([\s\S]*?)\n\}/)])
const THEMES = { light, dark, night }

const STATES = ['ok', 'degraded', 'down', 'unknown', 'learning', 'stale', 'maint']
const SURFACES = ['canvas', 'inset', 'panel', 'raised', 'overlay']

/** OKLCH to linear sRGB; the matrices are those of Björn Ottosson's definition of OKLab. */
function linear([lightness, chroma, hue]: Colour): Triple {
  const a = chroma * Math.cos((hue * Math.PI) / 180)
  const b = chroma * Math.sin((hue * Math.PI) / 180)
  const l = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3
  const m = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3
  const s = (lightness - 0.0894841775 * a - 1.291485548 * b) ** 3
  return [
    4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s,
    -1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s,
    -0.0041960863 * l - 0.7034186147 * m + 1.707614701 * s,
  ]
}

const clip = (value: number): number => Math.min(1, Math.max(0, value))
const visible = (colour: Colour): Triple => {
  const [r, g, b] = linear(colour)
  return [clip(r), clip(g), clip(b)]
}

function luminance(colour: Colour): number {
  const [r, g, b] = visible(colour)
  return 0.2126 * r + 0.7152 * g + 0.0722 * b
}

/** Contrast ratio of WCAG 2.2. */
function contrast(one: Colour, two: Colour): number {
  const [low = 0, high = 0] = [luminance(one), luminance(two)].toSorted((a, b) => a - b)
  return (high + 0.05) / (low + 0.05)
}

function colourOf(theme: Theme, name: string): Colour {
  const colour = theme.get(name)
  assert.ok(colour !== undefined, `no token --bw-${name}`)
  return colour
}

/** Every pair that components put together, with the ratio that it must reach. */
function pairs(): [fg: string, bg: string, least: number][] {
  const onSurfaces = SURFACES.flatMap((bg): [string, string, number][] => [
    ['fg-1', bg, 7],
    ['fg-2', bg, 4.5],
    ['fg-3', bg, 4.5],
    ['accent', bg, 4.5],
    ['focus', bg, 3],
    ['line-control', bg, 3],
    ...STATES.map((state): [string, string, number] => [state, bg, 4.5]),
  ])
  const onTints = STATES.flatMap((state): [string, string, number][] => [
    [state, `${state}-soft`, 4.5],
    ['fg-1', `${state}-soft`, 7],
    ['fg-2', `${state}-soft`, 4.5],
  ])
  const series = Array.from({ length: 8 }, (_, i): [string, string, number] => [`cat-${i + 1}`, 'panel', 3])
  return [
    ...onSurfaces,
    ...onTints,
    ...series,
    ['accent', 'accent-soft', 4.5],
    ['fg-1', 'accent-soft', 7],
    ['on-ink', 'ink', 7],
    ['on-ink', 'ink-hover', 7],
    ['p0-fg', 'p0-bg', 4.5],
    ['p1-fg', 'p1-bg', 4.5],
    ['p2-fg', 'panel', 4.5],
    ['p2-line', 'panel', 3],
    ['p3-fg', 'panel', 4.5],
    ['p3-line', 'panel', 3],
    ['down-fill', 'panel', 3],
  ]
}

for (const [name, theme] of Object.entries(THEMES)) {
  test(`${name}: every pair of text, edge and series on its ground reaches its contrast`, () => {
    const failures = pairs()
      .map(([fg, bg, least]) => ({
        fg,
        bg,
        least,
        ratio: contrast(colourOf(theme, fg), colourOf(theme, bg)),
      }))
      .filter(({ ratio, least }) => !(ratio >= least))
    assert.deepEqual(failures, [])
  })

  test(`${name}: every colour exists in sRGB`, () => {
    const outside = [...theme].filter(([, colour]) => linear(colour).some((v) => v < -0.012 || v > 1.012))
    assert.deepEqual(outside, [])
  })
}

/** Machado, Oliveira and Fernandes (2009), severity 1. */
const VISION: Record<string, readonly [Triple, Triple, Triple]> = {
  protan: [
    [0.152286, 1.052583, -0.204868],
    [0.114503, 0.786281, 0.099216],
    [-0.003882, -0.048116, 1.051998],
  ],
  deutan: [
    [0.367322, 0.860646, -0.227968],
    [0.280085, 0.672501, 0.047413],
    [-0.01182, 0.04294, 0.968881],
  ],
  tritan: [
    [1.255528, -0.076749, -0.178779],
    [-0.078411, 0.930809, 0.147602],
    [0.004733, 0.691367, 0.3039],
  ],
}

function oklab([r, g, b]: Triple): Triple {
  const l = Math.cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b)
  const m = Math.cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b)
  const s = Math.cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b)
  return [
    0.2104542553 * l + 0.793617785 * m - 0.0040720468 * s,
    1.9779984951 * l - 2.428592205 * m + 0.4505937099 * s,
    0.0259040371 * l + 0.7827717662 * m - 0.808675766 * s,
  ]
}

const dot = ([a, b, c]: Triple, [x, y, z]: Triple): number => Math.max(0, a * x + b * y + c * z)

/** Smallest OKLab distance between any two of the named colours, as seen with this kind of colour vision. */
function closest(theme: Theme, names: readonly string[], vision: readonly [Triple, Triple, Triple]): number {
  const seen = names.map((name) => {
    const rgb = visible(colourOf(theme, name))
    return oklab([dot(vision[0], rgb), dot(vision[1], rgb), dot(vision[2], rgb)])
  })
  const distances = seen.flatMap((one, i) =>
    seen.slice(i + 1).map((two) => Math.hypot(one[0] - two[0], one[1] - two[1], one[2] - two[2])),
  )
  return Math.min(...distances)
}

const series = (count: number): string[] => Array.from({ length: count }, (_, i) => `cat-${i + 1}`)

for (const [kind, vision] of Object.entries(VISION)) {
  for (const [name, theme] of Object.entries({ light, dark })) {
    test(`${name}, ${kind}: alarm fills and series stay apart`, () => {
      assert.ok(closest(theme, ['ok-fill', 'degraded-fill', 'down-fill'], vision) >= 0.09)
      assert.ok(closest(theme, series(4), vision) >= 0.15)
      assert.ok(closest(theme, series(8), vision) >= 0.09)
    })
  }
}

/** A colour as browsers write it without tokens. */
const hex = (colour: Colour): string =>
  `#${visible(colour)
    .map((part) => (part <= 0.0031308 ? 12.92 * part : 1.055 * part ** (1 / 2.4) - 0.055))
    .map((part) =>
      Math.round(255 * part)
        .toString(16)
        .padStart(2, '0'),
    )
    .join('')}`

test('the bars around the page have the colour of the canvas, as chosen or as the device asks', () => {
  for (const [name, theme] of Object.entries(THEMES)) {
    const canvas = theme.get('canvas')
    assert.ok(canvas !== undefined)
    assert.equal(Reflect.get(BAR_COLOURS, name), hex(canvas), name)
  }
  assert.equal(barColour('system', true), BAR_COLOURS.dark)
  assert.equal(barColour('system', false), BAR_COLOURS.light)
  assert.equal(barColour('night', false), BAR_COLOURS.night)
})

test('no class waits for a width that is none of ours', () => {
  const ours = [...css.matchAll(/--breakpoint-(\w+):/g)].map(([, name]) => name)
  const others = ['sm', 'md', 'lg', 'xl', '2xl', '3xl'].filter((name) => !ours.includes(name))
  const inert = new RegExp(String.raw`["' ](?:max-)?(?:${others.join('|')}):[a-z-]`)
  const components = resolve(import.meta.dirname, '..')
  const found = readdirSync(components, { recursive: true, encoding: 'utf8' }).filter(
    (file) => file.endsWith('.tsx') && inert.test(readFileSync(join(components, file), 'utf8')),
  )
  assert.deepEqual(found, [], `Tailwind drops what it does not know; the widths are ${ours.join(', ')}`)
})
