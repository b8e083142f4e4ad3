'use client'
import { usePathname } from 'next/navigation'
import { useEffect } from 'react'

/** The page before, as long as this document lives; null until the first one stands. */
const arrived: { path: string | null } = { path: null }

/**
 * Puts the focus on the content of a page that took the place of another one. What had the focus went with the page before;
 * the next press of Tab would otherwise begin at the top, before the sidebar.
 */
export function useArrival(): void {
  const path = usePathname()
  useEffect(() => {
    const isFirst = arrived.path === null
    const isSame = arrived.path === path
    arrived.path = path
    if (isFirst || isSame || document.activeElement !== document.body) return
    document.querySelector<HTMLElement>('#content')?.focus({ preventScroll: true })
  }, [path])
}
