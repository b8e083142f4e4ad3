'use client'
import { useSearchParams } from 'next/navigation'
import { Note } from './note.tsx'
import { EXPLAIN_PARAM, numberKey } from './number-key.ts'

/** Says so when the address names a number that this page does not have; `labels` are those it has. */
export function ExplainNotice({ labels }: { labels: readonly string[] }) {
  const wanted = useSearchParams().get(EXPLAIN_PARAM)
  if (wanted === null || labels.some((label) => numberKey(label) === wanted)) return null
  return (
    <Note state="unknown">
      The address asks to explain a number that is not on this page. The numbers here are: {labels.join('; ')}
      .
    </Note>
  )
}
