'use client'
import { useSyncExternalStore } from 'react'
import { KEYS_COOKIE, preferenceCookie } from '#components/ui/preferences.ts'

const listeners = new Set<() => void>()

/** The value of a preference in this browser; null where nothing was chosen. */
export function readPreference(name: string): string | null {
  const line = document.cookie.split('; ').find((each) => each.startsWith(`${name}=`))
  const value = line?.slice(name.length + 1)
  return value === undefined || value === '' ? null : decodeURIComponent(value)
}

/** Keeps a preference in a cookie, so that the server renders the next page with it; null goes back to what is usual. */
export function keepPreference(name: string, value: string | null): void {
  document.cookie = preferenceCookie(name, value, location.protocol === 'https:')
  for (const listener of listeners) listener()
}

const subscribe = (listener: () => void): (() => void) => {
  listeners.add(listener)
  return () => {
    listeners.delete(listener)
  }
}

/** A preference as it is now, wherever it is changed; `rendered` is what the server read of it. */
export const usePreference = (name: string, rendered: string | null): string | null =>
  useSyncExternalStore(
    subscribe,
    () => readPreference(name),
    () => rendered,
  )

/** A single key as it is shown beside what it does; undefined while its reader has switched single keys off. */
export const useShownKey = (key: string): string | undefined =>
  usePreference(KEYS_COOKIE, null) === 'off' ? undefined : key
