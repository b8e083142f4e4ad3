import { Markup, markup } from './markup.ts'

/** The names of the drawings of this page; the first seven are the states of a service. */
export type GlyphName =
  | 'healthy'
  | 'degraded'
  | 'down'
  | 'unknown'
  | 'learning'
  | 'stale'
  | 'maintenance'
  | 'queued'
  | 'off'

const CUT = 'fill="none" stroke="var(--k)" stroke-width="1.7" stroke-linecap="round" stroke-linejoin="round"'
const LINE =
  'fill="none" stroke="currentColor" stroke-width="1.5" stroke-linecap="round" stroke-linejoin="round"'

/** The same silhouettes as in components/ui/state-glyph.tsx: a grey print still works. */
const SHAPES: Readonly<Record<GlyphName, string>> = {
  healthy: `<circle cx="8" cy="8" r="6.5" fill="currentColor"/><path d="M5.1 8.2l2 2 3.8-4.2" ${CUT}/>`,
  degraded: `<path d="M8 1.6l6.8 12.2H1.2z" fill="currentColor"/><path d="M8 6v3.8M8 11.7v.4" ${CUT}/>`,
  down: `<rect x="1.8" y="1.8" width="12.4" height="12.4" rx="1" fill="currentColor"/><path d="M5.4 5.4l5.2 5.2M10.6 5.4l-5.2 5.2" ${CUT}/>`,
  unknown: `<circle cx="8" cy="8" r="5.9" stroke-dasharray="2.6 2.03" ${LINE}/>`,
  learning: `<circle cx="8" cy="8" r="5.9" ${LINE}/><path d="M8 2.1a5.9 5.9 0 0 0 0 11.8z" fill="currentColor"/>`,
  stale: `<path d="M3 2h10M3 14h10" ${LINE}/><path d="M4.2 2.6h7.6L8 8zM8 8l3.8 5.4H4.2z" fill="currentColor"/>`,
  maintenance: `<path d="M8 1.3L14.7 8 8 14.7 1.3 8zM5.6 8h4.8" ${LINE}/>`,
  queued: `<path d="M8 13.8A5.8 5.8 0 1 0 8 2.2a5.8 5.8 0 0 0 0 11.6zM8 4.8V8l2.2 1.6" ${LINE}/>`,
  off: `<path d="M2 2l12 12M4.2 8.6A6 6 0 0 1 6 7.4M8.6 6.9a6 6 0 0 1 3.2 1.7M6.3 10.8a2.6 2.6 0 0 1 3.4 0M2 6.2A9 9 0 0 1 4 4.9M7 4.1a9 9 0 0 1 7 2.1" ${LINE}/>`,
}

/** One drawing, as decoration beside its word. */
export const glyph = (name: GlyphName, size: number, classes = ''): Markup =>
  markup`<svg class="${classes}" width="${size}" height="${size}" viewBox="0 0 16 16" aria-hidden="true">${new Markup(SHAPES[name])}</svg>`
