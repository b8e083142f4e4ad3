'use client'
import { lazy, Suspense, useState } from 'react'
import { useText } from '#components/language/use-text.ts'
import { Button } from '#components/ui/button.tsx'
import type { ViewDialogProps } from './view-dialog.tsx'

const ViewDialog = lazy(async () => ({ default: (await import('./view-dialog.tsx')).ViewDialog }))

/** Opens the saved views of a list. */
export function ViewMenu({ scope, screen }: Pick<ViewDialogProps, 'scope' | 'screen'>) {
  const t = useText('shell')
  const [isOpen, setIsOpen] = useState(false)
  // Fetched when it is first opened, and kept: a dialog gives the focus back when it closes.
  const [wasOpen, setWasOpen] = useState(false)
  return (
    <>
      <Button
        icon="book"
        aria-haspopup="dialog"
        onClick={() => {
          setWasOpen(true)
          setIsOpen(true)
        }}
      >
        {t('view.button')}
      </Button>
      {wasOpen ? (
        <Suspense fallback={null}>
          <ViewDialog isOpen={isOpen} onClose={() => setIsOpen(false)} scope={scope} screen={screen} />
        </Suspense>
      ) : null}
    </>
  )
}
