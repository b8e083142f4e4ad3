'use client'
import { useRouter } from 'next/navigation'
import { useEffect } from 'react'
import type { ApiProblem } from './api-problem.ts'
import type { ListAddress } from './list-table.tsx'

/**
 * Asks the server for the page again when the row before its list is not in the list any more: it shows the first page and
 * says so, as after a reload. What stands there would otherwise never change again.
 */
export function useGonePlace<Sort extends string>(
  { filter }: ListAddress<Sort>,
  error: ApiProblem | null,
): void {
  const router = useRouter()
  const { after } = filter
  useEffect(() => {
    if (after !== null && error?.code === 'invalid_input') router.refresh()
  }, [after, error, router])
}
