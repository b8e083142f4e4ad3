'use client'
import { Suspense, type ReactNode } from 'react'
import { useText } from '#components/language/use-text.ts'
import { Button } from '#components/ui/button.tsx'
import { FetchBoundary } from '#components/ui/fetch-boundary.tsx'
import { Skeleton } from '#components/ui/skeleton.tsx'
import { ErrorState } from '#components/ui/view-state.tsx'

/**
 * The place in a dialog of a form that is `fetched` when the dialog is opened, so that no page carries the forms that it may
 * show. Where it does not come, it says so and fetches it again.
 */
export function FormSlot({ children }: { children: ReactNode }) {
  const t = useText('ui')
  return (
    <FetchBoundary renderInstead={(again) => <NoForm onAgain={again} />}>
      <Suspense fallback={<Skeleton waitsFor={t('formComes')} />}>{children}</Suspense>
    </FetchBoundary>
  )
}

function NoForm({ onAgain }: { onAgain: () => void }) {
  const t = useText('ui')
  return (
    <ErrorState
      title={t('noForm.title')}
      action={
        // The dialog closes by a form of its own kind, whoever opened it.
        <form method="dialog" className="flex flex-wrap gap-2">
          <Button kind="ink" onClick={onAgain}>
            {t('noForm.again')}
          </Button>
          <Button type="submit">{t('cancel')}</Button>
        </form>
      }
    >
      {t('noForm.text')}
    </ErrorState>
  )
}
