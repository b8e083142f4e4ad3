'use client'
import { useMutation } from '@tanstack/react-query'
import { useText } from '#components/language/use-text.ts'
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
  const t = useText('access')
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
      title={t('codes.title')}
      confirmLabel={t('codes.do')}
      isBusy={isPending}
      error={error?.message}
      onConfirm={() => mutate({})}
    >
      {t('codes.text')}
    </ConfirmDialog>
  )
}
