'use client'
import { useState } from 'react'
import { fetched } from '#components/ui/fetched.tsx'
import { FormSlot } from '#components/forms/form-slot.tsx'
import { useText } from '#components/language/use-text.ts'
import { Button } from '#components/ui/button.tsx'
import { CodeBlock } from '#components/ui/code-block.tsx'
import { Dialog } from '#components/ui/dialog.tsx'

const AddWitnessForm = fetched(async () => (await import('./add-witness-form.tsx')).AddWitnessForm)

/** Asks for a witness, and shows the secret of one that is called by its signature. */
export function AddWitnessDialog(props: { scope: string; isOpen: boolean; onClose: () => void }) {
  const { scope, isOpen, onClose } = props
  const t = useText('audit')
  const [secret, setSecret] = useState<string | null>(null)
  const close = () => {
    setSecret(null)
    onClose()
  }
  return (
    <Dialog isOpen={isOpen} onClose={close} title={t('addWitness.title')}>
      {secret === null ? (
        <FormSlot>
          <AddWitnessForm
            scope={scope}
            onMade={(made) => {
              setSecret(made.secret)
              if (made.secret === null) onClose()
            }}
            onClose={close}
          />
        </FormSlot>
      ) : (
        <div className="mt-2 flex flex-col gap-4">
          <CodeBlock caption={t('addWitness.secret')} code={secret} />
          <div className="flex justify-end">
            <Button kind="ink" onClick={close}>
              {t('addWitness.stored')}
            </Button>
          </div>
        </div>
      )}
    </Dialog>
  )
}
