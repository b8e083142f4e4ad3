'use client'
import type { ReactNode } from 'react'
import { useText } from '#components/language/use-text.ts'
import { Button } from '../button.tsx'
import { NO_ROWS, withAll, type ChosenRows } from './chosen-rows.ts'
import { RowBox } from './table-row.tsx'

/** How rows of a table are chosen, and what can be done to all of them at once. */
export interface TableSelection<Row> {
  readonly chosen: ChosenRows
  readonly onChange: (chosen: ChosenRows) => void
  /** What a row is called, for the name of its box. */
  readonly nameOf: (row: Row) => string
  /** How many rows match in all, on other pages too; null where nobody counted. */
  readonly matching: number | null
  /** Chooses all that match, where that can be done. */
  readonly onChooseMatching?: (() => void) | undefined
  /** True while all that match are gathered. */
  readonly isChoosing?: boolean
  /** Why they could not be gathered; what was chosen stays chosen. */
  readonly problem?: string | undefined
  /** Buttons for what can be done to the chosen rows. */
  readonly actions: ReactNode
}

/** Properties of `SelectionHead`. */
export interface SelectionHeadProps<Row> {
  readonly selection: TableSelection<Row>
  /** The keys of the rows here. */
  readonly order: readonly string[]
}

/** The box that chooses all rows; once any is chosen, a bar with count and actions stands in place of the heads. */
export function SelectionHead<Row>({ selection, order }: SelectionHeadProps<Row>) {
  const t = useText('ui')
  const { chosen, onChange, matching, onChooseMatching, isChoosing = false, problem, actions } = selection
  const here = order.filter((key) => chosen.keys.has(key)).length
  const isAll = here === order.length
  const count = chosen.keys.size
  return (
    <div
      className={
        count === 0
          ? 'flex min-h-11 items-center gap-2.5 px-3.5 sm:absolute sm:top-2 sm:left-3.5 sm:z-4 sm:min-h-0 sm:p-0'
          : 'z-4 flex min-h-8 flex-wrap items-center gap-x-2.5 gap-y-1 border-b border-accent-line bg-accent-soft px-3.5 py-0.5 sm:absolute sm:inset-x-0 sm:top-0 pointer-coarse:static'
      }
    >
      <RowBox
        label={t(isAll ? 'table.letGo' : 'table.chooseHere')}
        isOn={isAll && order.length > 0}
        isPartly={here > 0 && !isAll}
        onToggle={() => onChange(withAll(chosen, order))}
      />
      {count === 0 ? (
        <span className="text-small text-fg-3 sm:hidden">{t('table.chooseAll')}</span>
      ) : (
        <>
          <span role="status" className="text-small font-medium">
            {t('table.chosen', { count })}
          </span>
          {isAll && onChooseMatching !== undefined && matching !== null && matching > count ? (
            <Button size="small" kind="ghost" isBusy={isChoosing} onClick={onChooseMatching}>
              {t('table.chooseMatching', { count: matching })}
            </Button>
          ) : null}
          {problem === undefined ? null : (
            <span role="alert" className="text-small text-down">
              {t('table.notChosen', { why: problem })}
            </span>
          )}
          <span className="ml-auto flex flex-wrap gap-2">
            {actions}
            <Button size="small" kind="ghost" onClick={() => onChange(NO_ROWS)}>
              {t('table.chooseNone')}
            </Button>
          </span>
        </>
      )}
    </div>
  )
}
