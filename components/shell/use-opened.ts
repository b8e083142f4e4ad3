'use client'
import { useSearchParams } from 'next/navigation'
import { useCallback } from 'react'
import { useChangeSearch } from './use-change-search.ts'

/**
 * What is opened beside a list, by its id in the parameter `name` of the address: a reload, a link and the way back have it as
 * well. Null while nothing is.
 */
export function useOpened(name: string): readonly [string | null, (id: string | null) => void] {
  const opened = useSearchParams().get(name)
  const change = useChangeSearch()
  const open = useCallback(
    (id: string | null) => change({ [name]: id }, id === null ? 'look' : 'step'),
    [change, name],
  )
  return [opened === '' ? null : opened, open]
}
