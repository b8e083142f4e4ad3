'use client'
import { useText } from '#components/language/use-text.ts'
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
  const t = useText('shell')
  const value = themeOf(usePreference(THEME_COOKIE, initial) ?? undefined)
  const options = THEME_CHOICES.map((theme) => ({ value: theme, label: t(`theme.${theme}`) }))
  return <Segmented label={t('account.theme')} options={options} value={value} onChange={applyTheme} />
}

/** The choice of density; `initial` is what the server rendered. A finger always gets the larger targets. */
export function DensitySwitch({ initial }: { initial: DensityChoice }) {
  const t = useText('shell')
  const value = densityOf(usePreference(DENSITY_COOKIE, initial) ?? undefined)
  const options = DENSITY_CHOICES.map((density) => ({ value: density, label: t(`density.${density}`) }))
  return <Segmented label={t('account.density')} options={options} value={value} onChange={applyDensity} />
}
