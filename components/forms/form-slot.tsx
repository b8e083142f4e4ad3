'use client'
import { Component, Suspense, type ReactNode } from 'react'
import { useText } from '#components/language/use-text.ts'
import { Button } from '#components/ui/button.tsx'
import { Skeleton } from '#components/ui/skeleton.tsx'
import { ErrorState } from '#components/ui/view-state.tsx'
import { NotFetched } from './ask-once.ts'

/**
 * The place in a dialog of a form that is `fetched` when the dialog is opened, so that no page carries the forms that it may
 * show. Where it does not come, it says so and fetches it again.
 */
export function FormSlot({ children }: { children: ReactNode }) {
  const t = useText('ui')
  return (
    <Boundary>
      <Suspense fallback={<Skeleton waitsFor={t('formComes')} />}>{children}</Suspense>
    </Boundary>
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

interface BoundaryState {
  readonly caught: { readonly error: unknown } | null
}

/** Stands in for what did not come; any other error is for the page. */
class Boundary extends Component<{ readonly children: ReactNode }, BoundaryState> {
  static getDerivedStateFromError(error: unknown): BoundaryState {
    return { caught: { error } }
  }

  override state: BoundaryState = { caught: null }

  override componentDidCatch(error: unknown): void {
    if (error instanceof NotFetched) error.forget()
  }

  readonly again = (): void => this.setState({ caught: null })

  override render(): ReactNode {
    const { caught } = this.state
    if (caught === null) return this.props.children
    if (!(caught.error instanceof NotFetched)) throw caught.error
    return <NoForm onAgain={this.again} />
  }
}
