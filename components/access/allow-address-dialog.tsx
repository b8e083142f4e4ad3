'use client'
import { fetched } from '#components/ui/fetched.tsx'
import { FormSlot } from '#components/forms/form-slot.tsx'
import { useText } from '#components/language/use-text.ts'
import { Dialog } from '#components/ui/dialog.tsx'

const AllowAddressForm = fetched(async () => (await import('./allow-address-form.tsx')).AllowAddressForm)

/** Properties of `AllowAddressDialog`. */
export interface AllowAddressDialogProps {
  readonly scope: string
  readonly isOpen: boolean
  readonly onClose: () => void
}

/** Asks for a private range and port that may be called. */
export function AllowAddressDialog({ scope, isOpen, onClose }: AllowAddressDialogProps) {
  const t = useText('sources')
  return (
    <Dialog isOpen={isOpen} onClose={onClose} title={t('allow.form.title')}>
      <FormSlot>
        <AllowAddressForm scope={scope} onClose={onClose} />
      </FormSlot>
    </Dialog>
  )
}
