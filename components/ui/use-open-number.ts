'use client'
import { usePathname, useSearchParams } from 'next/navigation'
import { useCallback, useEffect, useRef } from 'react'
import { EXPLAIN_PARAM } from './number-key.ts'

/** The explanation of a number, which is open when the address says so: a link to it opens it, and back closes it. */
export function useOpenNumber(key: string): {
  readonly isOpen: boolean
  readonly open: () => void
  readonly close: () => void
} {
  const params = useSearchParams()
  const path = usePathname()
  const isOpen = params.get(EXPLAIN_PARAM) === key
  /** True while the entry before in the history of the browser is this page without the drawer. */
  const isOurs = useRef(false)
  useEffect(() => {
    if (!isOpen) isOurs.current = false
  }, [isOpen])
  const open = useCallback(() => {
    const next = new URLSearchParams(params)
    // Beside an explanation the page stays in use: another one takes its place, also in the history.
    const isSecond = next.has(EXPLAIN_PARAM)
    next.set(EXPLAIN_PARAM, key)
    isOurs.current = !isSecond
    globalThis.history[isSecond ? 'replaceState' : 'pushState'](null, '', `${path}?${next.toString()}`)
  }, [params, path, key])
  const close = useCallback(() => {
    if (isOurs.current) {
      isOurs.current = false
      globalThis.history.back()
      return
    }
    const next = new URLSearchParams(params)
    next.delete(EXPLAIN_PARAM)
    const search = next.toString()
    globalThis.history.replaceState(null, '', search === '' ? path : `${path}?${search}`)
  }, [params, path])
  return { isOpen, open, close }
}
