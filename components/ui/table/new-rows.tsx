'use client'
import { useState } from 'react'
import { useText } from '#components/language/use-text.ts'
import { Button } from '../button.tsx'
import { holdBack } from './held-rows.ts'

/** Properties of `NewRows`. */
export interface NewRowsProps {
  readonly waiting: number
  readonly onShow: () => void
}

/** Says how many rows wait, and shows them when asked to. */
export function NewRows({ waiting, onShow }: NewRowsProps) {
  const t = useText('ui')
  return (
    <div role="status" className="flex justify-center empty:hidden">
      {waiting === 0 ? null : (
        <Button size="small" icon="up" className="my-1.5 rounded-full!" onClick={onShow}>
          {t('table.new', { count: waiting })}
        </Button>
      )}
    </div>
  )
}

/**
 * The rows that a reader sees of a list that refreshes itself: those that came since wait until they are asked for. Another
 * list, named by `list`, begins anew.
 */
export function useHeldRows<Row>(
  list: string,
  rows: readonly Row[],
  keyOf: (row: Row) => string,
): { readonly shown: readonly Row[]; readonly waiting: number; readonly showAll: () => void } {
  const [known, setKnown] = useState(() => ({ list, keys: new Set(rows.map(keyOf)) }))
  const isSame = known.list === list
  if (!isSame) setKnown({ list, keys: new Set(rows.map(keyOf)) })
  const held = isSame ? holdBack(rows, keyOf, known.keys) : { shown: rows, waiting: 0 }
  // What is shown is known from now on, also what came at the end of the list.
  if (isSame && held.shown.some((row) => !known.keys.has(keyOf(row))))
    setKnown({ list, keys: new Set([...known.keys, ...held.shown.map(keyOf)]) })
  return { ...held, showAll: () => setKnown({ list, keys: new Set(rows.map(keyOf)) }) }
}
