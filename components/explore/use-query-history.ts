'use client'
import { useState } from 'react'
import { useShell } from '#components/shell/shell-context.tsx'
import { useClockStore } from '#components/ui/clock.tsx'
import { addToHistory, historyKey, readHistory, type PastQuery } from './query-history.ts'

/** The queries that the member ran in this browser. */
export interface QueryHistory {
  /** Newest first; null until somebody looks. */
  readonly past: readonly PastQuery[] | null
  readonly look: () => void
  readonly remember: (expressions: readonly string[]) => void
  readonly forget: () => void
}

/** Keeps the queries that run in a scope in the browser of the member, and nowhere else. */
export function useQueryHistory(scope: string): QueryHistory {
  const { member } = useShell()
  const clock = useClockStore()
  const [past, setPast] = useState<readonly PastQuery[] | null>(null)
  const key = historyKey(member.email)
  const kept = () => readHistory(localStorage.getItem(key))
  return {
    past,
    look: () => setPast(kept()),
    remember: (expressions) => {
      const at = new Date(clock.now()).toISOString()
      const ran = expressions.map((expression) => ({ expression, scope, at }))
      const next = addToHistory(kept(), ran)
      localStorage.setItem(key, JSON.stringify(next))
      setPast(next)
    },
    forget: () => {
      localStorage.removeItem(key)
      setPast([])
    },
  }
}
