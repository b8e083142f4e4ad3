import { isZone, type Zone } from './format-time.ts'

/** `system` follows the device; `night` is for the phone on call. */
export type ThemeChoice = 'system' | 'light' | 'dark' | 'night'

/** The themes in the order in which they are offered. */
export const THEME_CHOICES: readonly ThemeChoice[] = ['system', 'light', 'dark', 'night']

/** Cookie that holds the theme; without it the system decides. Read on the server, so that nothing flashes. */
export const THEME_COOKIE = 'bw-theme'

/** `compact` has lower rows and controls; under a finger both are as large as they have to be. */
export type DensityChoice = 'standard' | 'compact'

/** The densities in the order in which they are offered. */
export const DENSITY_CHOICES: readonly DensityChoice[] = ['standard', 'compact']

/** Cookie that holds the density; read on the server, so that nothing moves. */
export const DENSITY_COOKIE = 'bw-density'

/** Cookie that says `off` when single keys do nothing. */
export const KEYS_COOKIE = 'bw-keys'

/** Cookie that holds the marks of the news that were on the page when the reader last looked at them. */
export const NEWS_COOKIE = 'bw-news'

/** Cookie that holds the time zone of the browser, so that the server prints the same times as the page. */
export const ZONE_COOKIE = 'bw-zone'

/** The theme of a cookie value; anything unknown is `system`. */
export const themeOf = (cookie: string | undefined): ThemeChoice =>
  THEME_CHOICES.find((choice) => choice === cookie) ?? 'system'

/** The density of a cookie value; anything unknown is `standard`. */
export const densityOf = (cookie: string | undefined): DensityChoice =>
  DENSITY_CHOICES.find((choice) => choice === cookie) ?? 'standard'

/** The zone of a cookie value (`/` arrives percent-encoded); anything unknown is UTC. */
export function zoneOf(cookie: string | undefined): Zone {
  if (cookie === undefined || cookie.length > 64) return 'UTC'
  try {
    const zone = decodeURIComponent(cookie)
    return isZone(zone) ? zone : 'UTC'
  } catch {
    return 'UTC' // not a percent-encoding
  }
}

/** The `document.cookie` assignment that keeps a preference for a year, or forgets it when `value` is null. */
export const preferenceCookie = (name: string, value: string | null, isSecure: boolean): string =>
  [
    `${name}=${value === null ? '' : encodeURIComponent(value)}`,
    'path=/',
    `max-age=${value === null ? 0 : 31_536_000}`,
    'samesite=lax',
    ...(isSecure ? ['secure'] : []),
  ].join('; ')
