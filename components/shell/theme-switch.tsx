'use client'
import { barColour } from '#components/ui/bar-colours.ts'
import {
  DENSITY_CHOICES,
  DENSITY_COOKIE,
  densityOf,
  THEME_CHOICES,
  THEME_COOKIE,
  themeOf,
  type DensityChoice,
  type ThemeChoice,
} from '#components/ui/preferences.ts'
import { Segmented } from '#components/ui/segmented.tsx'
import { keepPreference, usePreference } from './kept-preference.ts'

const THEME_WORDS: Record<ThemeChoice, string> = {
  system: 'System',
  light: 'Light',
  dark: 'Dark',
  night: 'Night',
}
const THEMES = THEME_CHOICES.map((value) => ({ value, label: THEME_WORDS[value] }))

const DENSITY_WORDS: Record<DensityChoice, string> = { standard: 'Standard', compact: 'Compact' }
const DENSITIES = DENSITY_CHOICES.map((value) => ({ value, label: DENSITY_WORDS[value] }))

/** Takes effect at once, and is kept, so that the server renders the next page in it. */
export function applyTheme(choice: ThemeChoice): void {
  const kept = choice === 'system' ? null : choice
  if (kept === null) delete document.documentElement.dataset['theme']
  else document.documentElement.dataset['theme'] = kept
  keepPreference(THEME_COOKIE, kept)
  const colour = barColour(choice, matchMedia('(prefers-color-scheme: dark)').matches)
  for (const meta of document.querySelectorAll<HTMLMetaElement>('meta[name=theme-color]'))
    meta.content = colour
}

function applyDensity(choice: DensityChoice): void {
  const kept = choice === 'standard' ? null : choice
  if (kept === null) delete document.documentElement.dataset['density']
  else document.documentElement.dataset['density'] = kept
  keepPreference(DENSITY_COOKIE, kept)
}

/** The choice of theme; `initial` is what the server rendered. */
export function ThemeSwitch({ initial }: { initial: ThemeChoice }) {
  const value = themeOf(usePreference(THEME_COOKIE, initial) ?? undefined)
  return <Segmented label="Theme" options={THEMES} value={value} onChange={applyTheme} />
}

/** The choice of density; `initial` is what the server rendered. A finger always gets the larger targets. */
export function DensitySwitch({ initial }: { initial: DensityChoice }) {
  const value = densityOf(usePreference(DENSITY_COOKIE, initial) ?? undefined)
  return <Segmented label="Density" options={DENSITIES} value={value} onChange={applyDensity} />
}
