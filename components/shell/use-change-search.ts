'use client'
import { useCallback } from 'react'

/** Parameters of the address and their next values; null takes one out. */
export type SearchChanges = Readonly<Record<string, string | null>>

/**
 * Changes parameters of the address in view, without asking the server for the page again. A change that people would go back
 * on is a step of the history; one that is about how the page is looked at is not.
 */
export function useChangeSearch(): (changes: SearchChanges, kind: 'step' | 'look') => void {
  return useCallback((changes, kind) => {
    const url = new URL(location.href)
    for (const [name, value] of Object.entries(changes)) {
      if (value === null) url.searchParams.delete(name)
      else url.searchParams.set(name, value)
    }
    // Colons are as legible in an address as they are allowed there.
    const href = `${url.pathname}${url.search.replaceAll('%3A', ':')}${url.hash}`
    if (kind === 'step') history.pushState(null, '', href)
    else history.replaceState(null, '', href)
  }, [])
}
