'use client'
import { useMutation } from '@tanstack/react-query'
import { fetched } from '#components/ui/fetched.tsx'
import { FormSlot } from '#components/forms/form-slot.tsx'
import { useText } from '#components/language/use-text.ts'
import { postAuthForm } from '#components/shell/auth-client.ts'
import { Button } from '#components/ui/button.tsx'
import { Dialog } from '#components/ui/dialog.tsx'
import { ErrorLine } from '#components/ui/field.tsx'
import { confirmFactor } from './api/confirm-factor.ts'
import { startFactorEnrolment } from './api/start-factor-enrolment.ts'

// It draws a QR code, and that is more script than the rest of the page.
const ScanAndConfirm = fetched(async () => (await import('./scan-and-confirm.tsx')).ScanAndConfirm)

/** Properties of `ReplaceAuthenticatorDialog`. */
export interface ReplaceAuthenticatorDialogProps {
  readonly hasAuthenticator: boolean
  readonly isOpen: boolean
  readonly onClose: () => void
  /** Takes the recovery codes, which are in this answer only. */
  readonly onCodes: (codes: readonly string[]) => void
}

/** Enrols an authenticator app in place of the present one, which counts until the new one has shown a code. */
export function ReplaceAuthenticatorDialog(props: ReplaceAuthenticatorDialogProps) {
  const { hasAuthenticator, isOpen, onClose, onCodes } = props
  const t = useText('access')
  const start = useMutation(startFactorEnrolment())
  const confirm = useMutation({
    ...confirmFactor(),
    onSuccess: async ({ recoveryCodes }) => {
      // A session that opens more than before gets another id. The factor counts, whether that works or not.
      await postAuthForm('session', {}).catch(() => {})
      start.reset()
      onCodes(recoveryCodes)
    },
  })
  const close = () => {
    start.reset()
    confirm.reset()
    onClose()
  }
  const title = t(hasAuthenticator ? 'app.replace' : 'app.enrol')
  return (
    <Dialog isOpen={isOpen} onClose={close} title={title}>
      {start.data === undefined ? (
        <div className="flex flex-col gap-4">
          <p className="text-fg-2">{t(hasAuthenticator ? 'app.replaceText' : 'app.enrolText')}</p>
          <ErrorLine>{start.error?.message}</ErrorLine>
          <div className="flex justify-end gap-2">
            <Button onClick={close}>{t('app.cancel')}</Button>
            <Button kind="ink" data-autofocus isBusy={start.isPending} onClick={() => start.mutate({})}>
              {t('app.goOn')}
            </Button>
          </div>
        </div>
      ) : (
        <FormSlot>
          <ScanAndConfirm
            label={title}
            enrolment={start.data}
            problem={confirm.error}
            isBusy={confirm.isPending}
            onCode={(code) => confirm.mutate({ code })}
          >
            <Button size="large" onClick={close}>
              {t('app.cancel')}
            </Button>
          </ScanAndConfirm>
        </FormSlot>
      )}
    </Dialog>
  )
}
