import { ICON_PATHS, type IconName } from '#components/ui/icon-paths.ts'
import { isRecord } from '#lib/core/unsafe.ts'
import { RECENT_SCOPES_KEY } from './recent-scopes.ts'
import type { PaletteItem } from './palette-items.ts'

const KEY = 'bw-recent'
const KEPT = 8

const isIcon = (text: unknown): text is IconName =>
  typeof text === 'string' && Object.hasOwn(ICON_PATHS, text)

/** Reads one kept line; empty for anything else than what `withRecent` writes. */
function readItem(value: unknown): readonly PaletteItem[] {
  if (!isRecord(value)) return []
  const { id, title, detail, icon, href } = value
  const isText = [id, title, detail, href].every((each) => typeof each === 'string' && each.length < 500)
  if (!isText || !isIcon(icon)) return []
  const path = String(href)
  // A path of this installation: what is kept in a browser may be anybody's.
  if (!path.startsWith('/') || path.startsWith('//') || path.includes('\\')) return []
  return [
    { id: String(id), title: String(title), detail: String(detail), icon, act: { kind: 'open', href: path } },
  ]
}

/** The lines of a kept text, newest first; none for what cannot be read. */
export function parseRecent(text: string | null): readonly PaletteItem[] {
  try {
    const parsed: unknown = JSON.parse(text ?? '[]')
    return Array.isArray(parsed) ? parsed.flatMap(readItem).slice(0, KEPT) : []
  } catch (error) {
    if (error instanceof SyntaxError) return []
    throw error
  }
}

/** The text that keeps the lines and a new one before them; each stands once. */
export function withRecent(recent: readonly PaletteItem[], chosen: PaletteItem, href: string): string {
  const { id, title, detail, icon } = chosen
  const rest = recent.filter((item) => item.id !== id)
  const kept = rest.flatMap((item) => (item.act.kind === 'open' ? [{ ...item, href: item.act.href }] : []))
  return JSON.stringify([{ id, title, detail, icon, href }, ...kept].slice(0, KEPT))
}

/** What was chosen in this tab before, newest first: it ends with the tab, as what somebody looked at is theirs. */
export const readRecent = (): readonly PaletteItem[] => parseRecent(sessionStorage.getItem(KEY))

/** Keeps what was chosen and where it opened. */
export const keepRecent = (chosen: PaletteItem, href: string): void =>
  sessionStorage.setItem(KEY, withRecent(readRecent(), chosen, href))

/** Forgets all of it: what somebody looked at is not for whoever signs in next. */
export function forgetRecent(): void {
  for (const key of [KEY, RECENT_SCOPES_KEY]) sessionStorage.removeItem(key)
}
