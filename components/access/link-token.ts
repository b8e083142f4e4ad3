'use client'
import { useSyncExternalStore } from 'react'

/** Pages whose link carries a token behind the `#`. */
export type LinkPage = 'confirm-email' | 'invitation' | 'new-password' | 'sign-in-link' | 'unlock'

const keyOf = (page: LinkPage): string => `bailiwick-${page}`

/**
 * Keeps the token of a link in this tab while somebody signs in, so that it never stands in an address that is sent:
 * the way back leads to the page without it.
 */
export const keepLinkToken = (page: LinkPage, token: string): void => {
  sessionStorage.setItem(keyOf(page), token)
}

/** Forgets a token that was kept. */
export const forgetLinkToken = (page: LinkPage): void => sessionStorage.removeItem(keyOf(page))

const tokenOf = (page: LinkPage): string => {
  const own = location.hash.slice(1)
  return own === '' ? (sessionStorage.getItem(keyOf(page)) ?? '') : own
}

/** The token of the link; null before the script runs, empty when the link has none and none was kept. */
export function useLinkToken(page: LinkPage): string | null {
  return useSyncExternalStore(
    (listener) => {
      addEventListener('hashchange', listener)
      return () => removeEventListener('hashchange', listener)
    },
    () => tokenOf(page),
    () => null,
  )
}
