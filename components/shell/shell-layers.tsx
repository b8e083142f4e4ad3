'use client'
import { usePathname, useRouter } from 'next/navigation'
import { use, useEffect, useRef, useState } from 'react'
import { useText } from '#components/language/use-text.ts'
import { LinkProvider } from '#components/ui/app-link.tsx'
import { FetchedLayer } from '#components/ui/fetched-layer.tsx'
import { fetched } from '#components/ui/fetched.tsx'
import { KEYS_COOKIE, THEME_CHOICES, THEME_COOKIE, themeOf } from '#components/ui/preferences.ts'
import { useToast } from '#components/ui/toast.tsx'
import { readPreference } from './kept-preference.ts'
import { keyAct, type KeyAct } from './keys.ts'
import { useCommand, useCommands } from './shell-commands.tsx'
import { useMayOpen } from './shell-context.tsx'
import { PROFILE } from './navigation.ts'
import { applyTheme } from './theme-switch.tsx'

const LAYERS = {
  palette: fetched(async () => (await import('./palette.tsx')).Palette),
  keys: fetched(async () => (await import('./keys-sheet.tsx')).KeysSheet),
  news: fetched(async () => (await import('./news-sheet.tsx')).NewsSheet),
  about: fetched(async () => (await import('./about-sheet.tsx')).AboutSheet),
} as const

type Layer = keyof typeof LAYERS

/** What is opened by keys from anywhere: the palette, the list of keys, the news, and what the page in view is. */
export function ShellLayers() {
  const [layer, setLayer] = useState<Layer | null>(null)
  const t = useText('shell')
  const show = useToast()
  useCommand('palette', () => setLayer('palette'))
  useCommand('keys', () => setLayer('keys'))
  useCommand('news', () => setLayer('news'))
  useCommand('about', () => setLayer('about'))
  useCommand('theme', () => {
    const now = themeOf(readPreference(THEME_COOKIE) ?? undefined)
    const next = THEME_CHOICES[(THEME_CHOICES.indexOf(now) + 1) % THEME_CHOICES.length] ?? 'system'
    applyTheme(next)
    show({ text: t(`themeNow.${next}`) })
  })
  useKeys()
  // A dialog says that it closed once that is over; by then its last line may have opened the other one.
  if (layer === null) return null
  const close = () => setLayer((now) => (now === layer ? null : now))
  const Open = LAYERS[layer]
  return (
    <FetchedLayer key={layer} onGone={close}>
      <Open onClose={close} />
    </FetchedLayer>
  )
}

/** How long after `G` the next key belongs to it, in milliseconds. */
const GO_MS = 1500

// A box that is ticked takes Space alone.
const FIELD =
  'input:not([type=checkbox]), textarea, select, [contenteditable], [role=combobox], [role=listbox], [role=grid], [role=menu]'
// A drawer beside the page leaves the page in use; whoever reads in the drawer means the drawer.
const OWN_KEYS = `${FIELD}, dialog, [role=dialog]`
const LAYER = 'dialog:modal, [popover]:popover-open'

/** Whether a key belongs to what has the focus: a field, or a layer that has its own keys. */
const isTaken = (event: KeyboardEvent): boolean =>
  (event.target instanceof Element && event.target.closest(OWN_KEYS) !== null) ||
  document.querySelector(LAYER) !== null

/** Listens for the keys of the shell. */
function useKeys(): void {
  const act = useKeyActs()
  const latest = useRef(act)
  useEffect(() => {
    latest.current = act
  })
  useEffect(() => {
    let goUntil = 0
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.repeat || event.isComposing) return
      if (event.key === 'Shift') return
      const isAfterGo = performance.now() < goUntil
      goUntil = 0
      const place = { isTaken: isTaken(event), isOff: readPreference(KEYS_COOKIE) === 'off', isAfterGo }
      const found = keyAct(event, place)
      if (found === null) return
      if (found.kind === 'go') goUntil = performance.now() + GO_MS
      else if (latest.current(found)) event.preventDefault()
    }
    // The letter after `G` is the shell's, even where it means something in a row of a table.
    const onSecondKey = (event: KeyboardEvent) => {
      if (performance.now() >= goUntil || event.key.length > 1 || isTaken(event)) return
      onKeyDown(event)
      event.stopPropagation()
    }
    document.addEventListener('keydown', onSecondKey, true)
    document.addEventListener('keydown', onKeyDown)
    return () => {
      document.removeEventListener('keydown', onSecondKey, true)
      document.removeEventListener('keydown', onKeyDown)
    }
  }, [])
}

/** Does what a key says; false where the page in view has nothing for it. */
function useKeyActs(): (act: Exclude<KeyAct, { kind: 'go' }>) => boolean {
  const { run } = useCommands()
  const router = useRouter()
  const pathname = usePathname()
  const complete = use(LinkProvider)
  const mayOpen = useMayOpen()
  return (act) => {
    if (act.kind === 'command') return run(act.name)
    if (act.kind === 'filter') return focusFilter() || run('palette')
    if (act.kind === 'rows') return focusRow(act.step)
    if (act.href !== PROFILE.href && !mayOpen(act.href)) return false
    if (act.href !== pathname) router.push(complete(act.href))
    return true
  }
}

/** What waits for somebody on an overview; else the rows of the tables of the page, by what opens each. */
const WAITING = 'main [data-waiting] a[href]'
const ROWS = 'main tr[data-index] :is(a[href], td button:not([data-row-menu]))'

/** Goes along what the page lists first: from outside of it to its beginning. Inside of a table its own keys do that. */
function focusRow(step: 1 | -1): boolean {
  const waiting = [...document.querySelectorAll<HTMLElement>(WAITING)]
  const rows = waiting.length > 0 ? waiting : [...document.querySelectorAll<HTMLElement>(ROWS)]
  const at = rows.findIndex((row) => row === document.activeElement)
  const next = rows[Math.max(0, at + step)]
  next?.focus()
  return next !== undefined
}

/** Puts the focus into the first field by which the list in view is narrowed down. */
function focusFilter(): boolean {
  const fields = document.querySelectorAll<HTMLInputElement>(
    'main input[type=search], main [role=search] input, main input[data-filter]',
  )
  // On a narrow screen some wait behind a button.
  const field = [...fields].find((each) => each.checkVisibility())
  field?.focus()
  field?.select()
  return field !== undefined
}
