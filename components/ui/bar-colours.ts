import type { ThemeChoice } from './preferences.ts'

/** The canvas of each theme, for the bars that a browser or a phone draws around the page; they know no tokens. */
export const BAR_COLOURS = { light: '#f1f5f6', dark: '#0a0e0e', night: '#070605' } as const

/** The colour of the bars for a choice of theme; `isDark` says what the device asks for. */
export const barColour = (choice: ThemeChoice, isDark: boolean): string =>
  BAR_COLOURS[choice === 'system' ? (isDark ? 'dark' : 'light') : choice]
