'use client'
import { useEffect, useState, useSyncExternalStore } from 'react'
import { useText } from '#components/language/use-text.ts'
import { Button } from '#components/ui/button.tsx'
import { CodeBlock } from '#components/ui/code-block.tsx'
import { Dialog } from '#components/ui/dialog.tsx'
import { forgetTyped, keptText, typedBefore, typedBy } from './kept-text.ts'
import { useShell } from './shell-context.tsx'

const neverChanges = (): (() => void) => () => {}
const nothing = (): null => null

/** After a page was closed over a half-filled form: what was typed, to be copied back. */
export function KeptTextDialog() {
  const t = useText('shell')
  const { email } = useShell().member
  const [isDone, setIsDone] = useState(false)
  // The storage of the browser is not there when the server renders.
  const kept = useSyncExternalStore(neverChanges, keptText, nothing)
  useEffect(() => typedBy(email), [email])
  const fields = isDone ? [] : typedBefore(kept, email)
  const close = () => {
    forgetTyped()
    setIsDone(true)
  }
  return (
    <Dialog
      isOpen={fields.length > 0}
      onClose={close}
      title={t('kept.title')}
      footer={
        <Button kind="ink" data-autofocus onClick={close}>
          {t('kept.done')}
        </Button>
      }
    >
      <p className="mb-3 text-fg-2">{t('kept.text')}</p>
      <div className="flex flex-col gap-3">
        {fields.map(({ label, text }) => (
          <CodeBlock key={`${label} ${text}`} caption={label} code={text} />
        ))}
      </div>
    </Dialog>
  )
}
