'use client'
import { useSearchParams } from 'next/navigation'
import { useCallback } from 'react'
import type { ActionName } from './page-actions.ts'
import { useChangeSearch } from './use-change-search.ts'

/**
 * Whether the form of an act of this page stands open, by `do` of the address: the palette and a link open it, a reload keeps it,
 * and going back closes it. Never for a reader who may not do it.
 */
export function useAskedAct(name: ActionName, mayDo = true): readonly [boolean, (isAsked: boolean) => void] {
  const isAsked = useSearchParams().get('do') === name
  const change = useChangeSearch()
  const ask = useCallback(
    (next: boolean) => change({ do: next ? name : null }, next ? 'step' : 'look'),
    [change, name],
  )
  return [isAsked && mayDo, ask]
}
