import type { ReactElement } from 'react'
import { flushSync } from 'react-dom'
import { createRoot } from 'react-dom/client'

/** Pixels of a saved picture for each pixel of the drawing. */
const DENSITY = 2

/** A drawing as the text of an SVG file. It stands alone: the colours of the theme are written out. */
export function svgText(drawing: ReactElement): string {
  const host = document.createElement('div')
  const root = createRoot(host)
  flushSync(() => root.render(drawing))
  const { firstElementChild } = host
  const text = firstElementChild === null ? '' : new XMLSerializer().serializeToString(firstElementChild)
  root.unmount()
  return withWrittenColours(text)
}

/** Programs that open SVG files know neither our variables nor every notation of colours. */
function withWrittenColours(text: string): string {
  const theme = getComputedStyle(document.documentElement)
  const known = new Map<string, string>()
  return text.replaceAll(/var\((--bw-[\w-]+)\)/g, (_, name: string) => {
    const written = known.get(name) ?? hexOf(theme.getPropertyValue(name))
    known.set(name, written)
    return written
  })
}

function hexOf(colour: string): string {
  const pen = new OffscreenCanvas(1, 1).getContext('2d')
  if (pen === null) return colour
  pen.fillStyle = colour
  pen.fillRect(0, 0, 1, 1)
  const [red = 0, green = 0, blue = 0] = pen.getImageData(0, 0, 1, 1).data
  return `#${[red, green, blue].map((part) => part.toString(16).padStart(2, '0')).join('')}`
}

/** The text of an SVG file as a PNG of twice its size. Throws where the browser cannot draw it. */
export async function pngOf(svg: string): Promise<Blob> {
  const picture = new Image()
  picture.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`
  await picture.decode()
  const canvas = new OffscreenCanvas(picture.naturalWidth * DENSITY, picture.naturalHeight * DENSITY)
  const pen = canvas.getContext('2d')
  if (pen === null) throw new Error('This browser draws no pictures.')
  pen.drawImage(picture, 0, 0, canvas.width, canvas.height)
  return await canvas.convertToBlob({ type: 'image/png' })
}
