'use client'
import { useEffect, useRef, type RefObject } from 'react'

/**
 * Gives the focus to an element when what had it went away with a change of `state`: a button that is done with disappears,
 * and whoever pressed it would be at the top of the page again.
 */
export function useKeptFocus<Element extends HTMLElement>(state: string): RefObject<Element | null> {
  const ref = useRef<Element>(null)
  const was = useRef(state)
  useEffect(() => {
    if (was.current === state) return
    was.current = state
    if (document.activeElement === document.body) ref.current?.focus({ preventScroll: true })
  }, [state])
  return ref
}
