'use client'
import { useState } from 'react'
import { useText } from '#components/language/use-text.ts'
import { Button } from '#components/ui/button.tsx'
import { FetchedLayer } from '#components/ui/fetched-layer.tsx'
import { fetched } from '#components/ui/fetched.tsx'
import type { ViewDialogProps } from './view-dialog.tsx'

const ViewDialog = fetched(async () => (await import('./view-dialog.tsx')).ViewDialog)

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
        <FetchedLayer
          onGone={() => {
            setIsOpen(false)
            setWasOpen(false)
          }}
        >
          <ViewDialog isOpen={isOpen} onClose={() => setIsOpen(false)} scope={scope} screen={screen} />
        </FetchedLayer>
      ) : null}
    </>
  )
}
