import type { CommandName } from './shell-commands.tsx'

/**
 * What a key does: it runs a command of the page, opens a page, goes to the filter of the list or along what the page lists
 * first, or begins a pair of keys.
 */
export type KeyAct =
  | { readonly kind: 'command'; readonly name: CommandName }
  | { readonly kind: 'open'; readonly href: string }
  | { readonly kind: 'filter' }
  | { readonly kind: 'rows'; readonly step: 1 | -1 }
  | { readonly kind: 'go' }

/** A key press, as far as it matters here. */
export interface KeyPress {
  readonly key: string
  readonly ctrlKey: boolean
  readonly metaKey: boolean
  readonly altKey: boolean
}

/** Where the press comes from. */
export interface KeyPlace {
  /** In a field, or in a layer that has its own keys. */
  readonly isTaken: boolean
  /** The member switched single keys off. */
  readonly isOff: boolean
  /** `G` was pressed just before. */
  readonly isAfterGo: boolean
}

/** Commands by the single key that runs them. */
const SINGLE: Readonly<Record<string, CommandName>> = {
  '?': 'keys',
  t: 'time-range',
  ',': 'step-back',
  '.': 'step-on',
  l: 'pause',
  '\\': 'theme',
  a: 'acknowledge',
  r: 'resolve',
  u: 'update',
  e: 'escalate',
}

/** Pages by the letter after `G`. */
export const GO_PAGES: Readonly<Record<string, string>> = {
  f: '/',
  i: '/incidents',
  v: '/services',
  a: '/rules',
  e: '/explore',
  u: '/audit',
  o: '/on-call',
  c: '/sources',
  m: '/members',
  t: '/tenants',
  q: '/requests',
  h: '/health',
  p: '/profile',
}

/** Commands by the letter after `G`. */
export const GO_COMMANDS: Readonly<Record<string, CommandName>> = {
  s: 'scope',
  n: 'inbox',
  w: 'news',
  x: 'about',
}

const own = <Value>(table: Readonly<Record<string, Value>>, key: string): Value | undefined =>
  Object.hasOwn(table, key) ? table[key] : undefined

/** What a press does; null for nothing of ours. */
export function keyAct(press: KeyPress, { isTaken, isOff, isAfterGo }: KeyPlace): KeyAct | null {
  const key = press.key.toLowerCase()
  const isControl = press.ctrlKey || press.metaKey
  // The one key that works everywhere: with Ctrl it cannot be part of what somebody types.
  if (isControl && !press.altKey && key === 'k') return { kind: 'command', name: 'palette' }
  if (isTaken || isOff || isControl || press.altKey) return null
  return isAfterGo ? goAct(key) : singleAct(key)
}

function singleAct(key: string): KeyAct | null {
  if (key === 'g') return { kind: 'go' }
  if (key === '/') return { kind: 'filter' }
  if (key === 'j' || key === 'k') return { kind: 'rows', step: key === 'j' ? 1 : -1 }
  const name = own(SINGLE, key)
  return name === undefined ? null : { kind: 'command', name }
}

function goAct(key: string): KeyAct | null {
  const name = own(GO_COMMANDS, key)
  if (name !== undefined) return { kind: 'command', name }
  const href = own(GO_PAGES, key)
  return href === undefined ? null : { kind: 'open', href }
}
