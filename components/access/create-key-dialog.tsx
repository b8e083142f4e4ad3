'use client'
import { fetched } from '#components/ui/fetched.tsx'
import { FormSlot } from '#components/forms/form-slot.tsx'
import { useText } from '#components/language/use-text.ts'
import { Dialog } from '#components/ui/dialog.tsx'
import type { CreateKeyFormProps } from './create-key-form.tsx'

const CreateKeyForm = fetched(async () => (await import('./create-key-form.tsx')).CreateKeyForm)

/** Properties of `CreateKeyDialog`. */
export interface CreateKeyDialogProps extends CreateKeyFormProps {
  readonly isOpen: boolean
}

/** Asks what a key is for and what it may do, and makes it. */
export function CreateKeyDialog({ isOpen, ...props }: CreateKeyDialogProps) {
  const t = useText('keys')
  return (
    <Dialog isOpen={isOpen} onClose={props.onClose} title={t('create')}>
      <FormSlot>
        <CreateKeyForm {...props} />
      </FormSlot>
    </Dialog>
  )
}
