'use client'
import { useText } from '#components/language/use-text.ts'
import { ButtonLink } from '#components/ui/button.tsx'
import type { HealthMatrix } from '#lib/modules/dashboards/schemas.ts'
import { matrixHref, type MatrixFilter } from './matrix-filter.ts'

/** Which tenants of how many are shown, and the way to the others. */
export function MatrixPages(props: { matrix: HealthMatrix; scope: string; filter: MatrixFilter }) {
  const t = useText('dashboards')
  const { matrix, scope, filter } = props
  const { page, limit, matching, rows, columns, columnsInAll } = matrix
  const first = (page - 1) * limit + 1
  const last = first + rows.length - 1
  return (
    <div className="flex flex-wrap items-center gap-x-4 gap-y-2 border-t border-line px-3.5 py-2.5 text-small text-fg-2">
      <span>{t('matrix.pages', { first, last, all: matching })}</span>
      {columns.length < columnsInAll ? (
        <span className="max-sm:hidden">
          {t('matrix.columnsShown', { shown: columns.length, all: columnsInAll })}
        </span>
      ) : null}
      <span className="ml-auto flex gap-2">
        {page > 1 ? (
          <ButtonLink size="small" href={matrixHref(filter, { page: page - 1 }, scope)}>
            {t('matrix.before')}
          </ButtonLink>
        ) : null}
        {last < matching ? (
          <ButtonLink size="small" href={matrixHref(filter, { page: page + 1 }, scope)}>
            {t('matrix.next')}
          </ButtonLink>
        ) : null}
      </span>
    </div>
  )
}
