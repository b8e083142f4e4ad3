'use client'
import { useState } from 'react'
import {
  preferenceCookie,
  THEME_CHOICES,
  THEME_COOKIE,
  type ThemeChoice,
} from '#components/ui/preferences.ts'
import { Segmented } from '#components/ui/segmented.tsx'

const WORDS: Record<ThemeChoice, string> = { system: 'System', light: 'Light', dark: 'Dark', night: 'Night' }
const OPTIONS = THEME_CHOICES.map((value) => ({ value, label: WORDS[value] }))

/** Takes effect at once, and is kept in a cookie, so that the server renders the next page in it. */
function applyTheme(choice: ThemeChoice): void {
  const kept = choice === 'system' ? null : choice
  document.cookie = preferenceCookie(THEME_COOKIE, kept, location.protocol === 'https:')
  if (kept === null) delete document.documentElement.dataset['theme']
  else document.documentElement.dataset['theme'] = kept
}

/** The choice of theme; `initial` is what the server rendered. */
export function ThemeSwitch({ initial }: { initial: ThemeChoice }) {
  const [choice, setChoice] = useState(initial)
  const change = (next: ThemeChoice) => {
    setChoice(next)
    applyTheme(next)
  }
  return <Segmented label="Theme" options={OPTIONS} value={choice} onChange={change} />
}
