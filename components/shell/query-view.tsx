'use client'
import type { UseQueryResult } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { useText } from '#components/language/use-text.ts'
import { Button } from '#components/ui/button.tsx'
import { Skeleton } from '#components/ui/skeleton.tsx'
import { ErrorState, NoPermissionState } from '#components/ui/view-state.tsx'

/** Properties of `QueryView`. */
export interface QueryViewProps<Data> {
  readonly query: UseQueryResult<Data>
  /** What is shown, as it is called in a sentence: `The incidents`. */
  readonly what: string
  readonly children: (data: Data) => ReactNode
}

/** Shows the answer of a query, or why there is none. Data that came before stay when a later try fails. */
export function QueryView<Data>({ query, what, children }: QueryViewProps<Data>) {
  const t = useText('shell')
  const { data, error, isFetching, refetch } = query
  if (data !== undefined) return <>{children(data)}</>
  if (error === null) {
    return (
      <div className="p-3.5">
        <Skeleton waitsFor={t('query.waiting', { what })} />
      </div>
    )
  }
  if (error.code === 'forbidden') {
    return (
      <div className="p-3.5">
        <NoPermissionState title={what}>{t('query.grant', { why: error.message })}</NoPermissionState>
      </div>
    )
  }
  const again = () => {
    refetch().catch(() => {}) // the next render shows the outcome
  }
  return (
    <div className="p-3.5">
      <ErrorState
        title={t('query.failed', { what })}
        requestId={error.requestId}
        action={
          <Button size="small" isBusy={isFetching} onClick={again}>
            {t('query.again')}
          </Button>
        }
      >
        {error.message}
      </ErrorState>
    </div>
  )
}
