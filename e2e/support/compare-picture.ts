import { existsSync, mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { decode, encode, type DecodedPng } from 'fast-png'
import pixelmatch from 'pixelmatch'

/** Where the pictures lie that a screen is compared with. */
const KEPT = resolve(import.meta.dirname, '../pictures')

/** Share of pixels that may differ: edges of letters, which another build of the browser draws a little otherwise. */
const TOLERANCE = 0.002

let seen: string | undefined

function keep(name: string, bytes: Uint8Array): string {
  seen ??= mkdtempSync(join(tmpdir(), 'bailiwick-pictures-'))
  const path = join(seen, name)
  writeFileSync(path, bytes)
  return path
}

/** The pixels with an alpha channel; without one, as screenshots come, each gets a full one. */
function withAlpha({ data, channels, width, height }: DecodedPng): Uint8Array {
  if (channels === 4) return Uint8Array.from(data)
  const pixels = new Uint8Array(width * height * 4).fill(255)
  for (let at = 0; at < width * height; at += 1)
    for (let channel = 0; channel < 3; channel += 1)
      pixels[at * 4 + channel] = data[at * channels + Math.min(channel, channels - 1)] ?? 0
  return pixels
}

/**
 * Compares a screenshot with the picture that is kept under `name`; null when they are alike, else a sentence that names
 * the files to look at. With UPDATE_PICTURES=1 the screenshot becomes the picture. `folder` is where it is kept.
 */
export function differenceTo(name: string, screenshot: Uint8Array, folder = KEPT): string | null {
  const path = join(folder, `${name}.png`)
  if (process.env['UPDATE_PICTURES'] === '1') {
    mkdirSync(folder, { recursive: true })
    writeFileSync(path, screenshot)
    return null
  }
  if (!existsSync(path)) return `${name}: no picture is kept; this is it: ${keep(`${name}.png`, screenshot)}`
  const [was, is] = [decode(readFileSync(path)), decode(screenshot)]
  const { width, height } = was
  if (is.width !== width || is.height !== height) {
    const file = keep(`${name}.png`, screenshot)
    return `${name}: was ${width} × ${height}, is ${is.width} × ${is.height}: ${file}`
  }
  const marked = new Uint8Array(width * height * 4)
  const pixels = pixelmatch(withAlpha(was), withAlpha(is), marked, width, height, { threshold: 0.15 })
  if (pixels <= width * height * TOLERANCE) return null
  const diff = keep(`${name}-diff.png`, encode({ width, height, data: marked, channels: 4 }))
  return `${name}: ${pixels} pixels differ: ${keep(`${name}.png`, screenshot)}, marked in ${diff}`
}
