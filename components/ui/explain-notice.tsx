'use client'
import { useSearchParams } from 'next/navigation'
import { useText } from '#components/language/use-text.ts'
import { Note } from './note.tsx'
import { EXPLAIN_PARAM, numberKey } from './number-key.ts'

/** A number of a page: its name in addresses, and what it is called in the language of the page. */
export interface NumberName {
  readonly name: string
  readonly label: string
}

/** Says so when the address names a number that this page does not have; `numbers` are those it has. */
export function ExplainNotice({ numbers }: { numbers: readonly NumberName[] }) {
  const t = useText('ui')
  const wanted = useSearchParams().get(EXPLAIN_PARAM)
  if (wanted === null || numbers.some(({ name }) => numberKey(name) === wanted)) return null
  return (
    <Note state="unknown">
      {t('number.unknown', { labels: numbers.map(({ label }) => label).join('; ') })}
    </Note>
  )
}
