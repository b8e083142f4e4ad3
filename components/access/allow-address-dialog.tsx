'use client'
import { fetched } from '#components/ui/fetched.tsx'
import { FormSlot } from '#components/forms/form-slot.tsx'
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
  return (
    <Dialog isOpen={isOpen} onClose={onClose} title="Allow a private address">
      <FormSlot>
        <AllowAddressForm scope={scope} onClose={onClose} />
      </FormSlot>
    </Dialog>
  )
}
