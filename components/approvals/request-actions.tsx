'use client'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { ReasonForm } from '#components/forms/reason-form.tsx'
import { useText } from '#components/language/use-text.ts'
import { Button } from '#components/ui/button.tsx'
import { ConfirmDialog, Dialog } from '#components/ui/dialog.tsx'
import type { ApprovalView } from '#lib/modules/approvals/schemas.ts'
import { approveRequest } from './api/approve-request.ts'
import { refuseRequest } from './api/refuse-request.ts'
import { withdrawRequest } from './api/withdraw-request.ts'
import { actionWords } from './request-words.ts'

interface ActionProps {
  readonly scope: string
  readonly request: ApprovalView
}

/** What the reader can do with a request: decide it, or take the own one back. */
export function RequestActions({ scope, request }: ActionProps) {
  if (request.mayDecide) {
    return (
      <>
        <Refuse scope={scope} request={request} />
        <Approve scope={scope} request={request} />
      </>
    )
  }
  return request.isOwn && request.state === 'waiting' ? <Withdraw scope={scope} request={request} /> : null
}

function Approve({ scope, request }: ActionProps) {
  const t = useText('approvals')
  const [isOpen, setIsOpen] = useState(false)
  const { mutate, error, isPending, reset } = useMutation({
    ...approveRequest(scope),
    onSuccess: () => setIsOpen(false),
  })
  return (
    <>
      <Button kind="ink" onClick={() => setIsOpen(true)}>
        {t('approve.act')}
      </Button>
      <ConfirmDialog
        isOpen={isOpen}
        onClose={() => {
          reset()
          setIsOpen(false)
        }}
        title={t('approve.title', { action: actionWords(t, request.action), target: request.target })}
        confirmLabel={t('approve.act')}
        isDangerous={false}
        isBusy={isPending}
        error={error?.message}
        onConfirm={() => mutate({ requestId: request.id })}
      >
        {t('approve.text', { by: request.requestedBy, reason: request.reason })}
      </ConfirmDialog>
    </>
  )
}

function Refuse({ scope, request }: ActionProps) {
  const t = useText('approvals')
  const [isOpen, setIsOpen] = useState(false)
  return (
    <>
      <Button onClick={() => setIsOpen(true)}>{t('refuse.act')}</Button>
      <Dialog
        isOpen={isOpen}
        onClose={() => setIsOpen(false)}
        title={t('refuse.title', { by: request.requestedBy })}
      >
        <RefuseForm scope={scope} requestId={request.id} onDone={() => setIsOpen(false)} />
      </Dialog>
    </>
  )
}

function RefuseForm({ scope, requestId, onDone }: { scope: string; requestId: string; onDone: () => void }) {
  const t = useText('approvals')
  return (
    <ReasonForm
      label={t('reason')}
      minLength={10}
      help={t('refuse.help')}
      submitLabel={t('refuse.submit')}
      isDangerous
      input={(reason) => ({ requestId, reason })}
      schema={async () => (await import('#lib/modules/approvals/schemas.ts')).refuseRequestInput}
      mutation={{ ...refuseRequest(scope), onSuccess: onDone }}
      onCancel={onDone}
    />
  )
}

function Withdraw({ scope, request }: ActionProps) {
  const t = useText('approvals')
  const [isOpen, setIsOpen] = useState(false)
  const { mutate, error, isPending } = useMutation({
    ...withdrawRequest(scope),
    onSuccess: () => setIsOpen(false),
  })
  return (
    <>
      <Button onClick={() => setIsOpen(true)}>{t('withdraw.act')}</Button>
      <ConfirmDialog
        isOpen={isOpen}
        onClose={() => setIsOpen(false)}
        title={t('withdraw.title')}
        confirmLabel={t('withdraw.submit')}
        isBusy={isPending}
        error={error?.message}
        onConfirm={() => mutate({ requestId: request.id })}
      >
        {t('withdraw.text')}
      </ConfirmDialog>
    </>
  )
}
