'use client'
import { fetched } from '#components/ui/fetched.tsx'
import { FormSlot } from '#components/forms/form-slot.tsx'
import { useText } from '#components/language/use-text.ts'
import { Dialog } from '#components/ui/dialog.tsx'
import type { AddProviderFormProps } from './add-provider-form.tsx'

const AddProviderForm = fetched(async () => (await import('./add-provider-form.tsx')).AddProviderForm)

/** Properties of `ProviderDialog`. */
export interface ProviderDialogProps extends AddProviderFormProps {
  readonly isOpen: boolean
}

/** Adds an identity provider. */
export function ProviderDialog({ isOpen, ...props }: ProviderDialogProps) {
  const t = useText('identity')
  return (
    <Dialog isOpen={isOpen} onClose={props.onClose} title={t('addTitle')}>
      <FormSlot>
        <AddProviderForm {...props} />
      </FormSlot>
    </Dialog>
  )
}
