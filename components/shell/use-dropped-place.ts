'use client'
import { useEffect } from 'react'
import type { ListFault } from './list-filter.ts'
import { useChangeSearch } from './use-change-search.ts'

/**
 * Takes a place that names no row out of the address, once its first page is shown instead: a link to what is in view, a reload
 * and a saved page would otherwise say the same again.
 */
export function useDroppedPlace(faults: readonly ListFault[]): void {
  const change = useChangeSearch()
  const isGone = faults.includes('place')
  useEffect(() => {
    if (!isGone) return
    // On a page that has just been loaded the router listens to the history only after the effects of what it shows.
    const later = setTimeout(() => {
      change({ after: null }, 'look')
    })
    return () => {
      clearTimeout(later)
    }
  }, [isGone, change])
}
