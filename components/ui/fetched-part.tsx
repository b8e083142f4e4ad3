'use client'
import { Suspense, type ReactNode } from 'react'
import { useText } from '#components/language/use-text.ts'
import { Button } from './button.tsx'
import { FetchBoundary } from './fetch-boundary.tsx'
import { ErrorState } from './view-state.tsx'

/** Properties of `FetchedPart`. */
export interface FetchedPartProps {
  readonly children: ReactNode
  /** What stands there until it comes. */
  readonly waits: ReactNode
}

/** The place within something open of a part that is `fetched`. Where it does not come, it says so and fetches it again. */
export function FetchedPart({ children, waits }: FetchedPartProps) {
  return (
    <FetchBoundary renderInstead={(again) => <GonePart onAgain={again} />}>
      <Suspense fallback={waits}>{children}</Suspense>
    </FetchBoundary>
  )
}

function GonePart({ onAgain }: { onAgain: () => void }) {
  const t = useText('ui')
  return (
    <div className="p-3.5">
      <ErrorState
        title={t('notFetched.title')}
        action={
          <Button size="small" onClick={onAgain}>
            {t('notFetched.again')}
          </Button>
        }
      >
        {t('notFetched.text')}
      </ErrorState>
    </div>
  )
}
