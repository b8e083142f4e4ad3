'use client'
import type { UseQueryResult } from '@tanstack/react-query'
import type { ReactNode } from 'react'
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
  const { data, error, isFetching, refetch } = query
  if (data !== undefined) return <>{children(data)}</>
  if (error === null) {
    return (
      <div className="p-3.5">
        <Skeleton waitsFor={`${what}: waiting for the server`} />
      </div>
    )
  }
  if (error.code === 'forbidden') {
    return (
      <div className="p-3.5">
        <NoPermissionState title={what}>
          {error.message} An admin of this scope can grant it.
        </NoPermissionState>
      </div>
    )
  }
  const again = () => {
    refetch().catch(() => {}) // the next render shows the outcome
  }
  return (
    <div className="p-3.5">
      <ErrorState
        title={`${what} did not load`}
        requestId={error.requestId}
        action={
          <Button size="small" isBusy={isFetching} onClick={again}>
            Try again
          </Button>
        }
      >
        {error.message}
      </ErrorState>
    </div>
  )
}
