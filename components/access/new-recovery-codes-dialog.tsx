'use client'
import { useMutation } from '@tanstack/react-query'
import { ConfirmDialog } from '#components/ui/dialog.tsx'
import { makeRecoveryCodes } from './api/own-sign-in.ts'

/** Properties of `NewRecoveryCodesDialog`. */
export interface NewRecoveryCodesDialogProps {
  readonly isOpen: boolean
  readonly onClose: () => void
  /** Takes the codes, which are in this answer only. */
  readonly onCodes: (codes: readonly string[]) => void
}

/** Asks before the earlier recovery codes die. */
export function NewRecoveryCodesDialog({ isOpen, onClose, onCodes }: NewRecoveryCodesDialogProps) {
  const { mutate, error, isPending, reset } = useMutation({
    ...makeRecoveryCodes(),
    onSuccess: ({ recoveryCodes }) => onCodes(recoveryCodes),
  })
  return (
    <ConfirmDialog
      isOpen={isOpen}
      onClose={() => {
        reset()
        onClose()
      }}
      title="Make ten new recovery codes?"
      confirmLabel="Make new codes"
      isBusy={isPending}
      error={error?.message}
      onConfirm={() => mutate({})}
    >
      The earlier ones are worth nothing from then on, and a mail tells you of it. The new ones are shown
      once. It needs your second factor.
    </ConfirmDialog>
  )
}
