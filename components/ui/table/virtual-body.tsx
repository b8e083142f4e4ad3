'use client'
import { useVirtualizer } from '@tanstack/react-virtual'
import { useEffect, useImperativeHandle, useReducer } from 'react'
import { useText } from '#components/language/use-text.ts'
import type { TableBodyProps } from './table-frame.tsx'
import { TableRow } from './table-row.tsx'

/** How high a row is before it was measured, and how much of the table the server draws, in px. */
const ROW = 34
const FIRST_HEIGHT = 700

/** The body of a table of thousands of rows: only those in sight are in the page, between two rows as high as the rest. */
export function VirtualBody<Row>({ rows, parts, frame, scrollTo }: TableBodyProps<Row>) {
  const virtualizer = useVirtualizer<HTMLElement, HTMLElement>({
    count: rows.length,
    getScrollElement: () => frame.current,
    estimateSize: () => ROW,
    getItemKey: (index) => rows[index]?.key ?? index,
    initialRect: { width: 0, height: FIRST_HEIGHT },
    overscan: 8,
    // the head stays above the rows
    scrollPaddingStart: ROW,
  })
  // The frame around it is known only after both were drawn for the first time: it is looked for once more then.
  const [, lookAgain] = useReducer((looks: number) => looks + 1, 0)
  useEffect(lookAgain, [lookAgain])
  useImperativeHandle(scrollTo, () => (index: number) => virtualizer.scrollToIndex(index), [virtualizer])
  const items = virtualizer.getVirtualItems()
  const before = items[0]?.start ?? 0
  const after = virtualizer.getTotalSize() - (items.at(-1)?.end ?? 0)
  const width = parts.columns.length + (parts.menu === undefined ? 0 : 1)
  return (
    <tbody className={parts.look.body}>
      <Gap height={before} width={width} />
      {items.map(({ index, key }) => {
        const placed = rows[index]
        if (placed === undefined) return null
        return (
          <TableRow
            key={String(key)}
            placed={placed}
            parts={parts}
            index={index}
            measure={virtualizer.measureElement}
          />
        )
      })}
      <Gap height={after} width={width} />
    </tbody>
  )
}

/** Stands for the rows that are not in the page; its height is an attribute, because the policy of the page takes no inline style. */
function Gap({ height, width }: { height: number; width: number }) {
  const t = useText('ui')
  if (height <= 0) return null
  return (
    <tr aria-hidden="true">
      <td colSpan={width} height={height} className="p-0">
        <span className="sr-only">{t('table.outOfSight')}</span>
      </td>
    </tr>
  )
}
