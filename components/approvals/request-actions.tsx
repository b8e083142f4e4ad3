'use client'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { ReasonForm } from '#components/forms/reason-form.tsx'
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
  const [isOpen, setIsOpen] = useState(false)
  const { mutate, error, isPending, reset } = useMutation({
    ...approveRequest(scope),
    onSuccess: () => setIsOpen(false),
  })
  return (
    <>
      <Button kind="ink" onClick={() => setIsOpen(true)}>
        Approve
      </Button>
      <ConfirmDialog
        isOpen={isOpen}
        onClose={() => {
          reset()
          setIsOpen(false)
        }}
        title={`Approve: ${actionWords(request.action)} ${request.target}?`}
        confirmLabel="Approve"
        isDangerous={false}
        isBusy={isPending}
        error={error?.message}
        onConfirm={() => mutate({ requestId: request.id })}
      >
        {request.requestedBy} asked for it: “{request.reason}” It is carried out at once. Your name stands in
        the audit chain beside theirs. It needs your second factor.
      </ConfirmDialog>
    </>
  )
}

function Refuse({ scope, request }: ActionProps) {
  const [isOpen, setIsOpen] = useState(false)
  return (
    <>
      <Button onClick={() => setIsOpen(true)}>Refuse</Button>
      <Dialog
        isOpen={isOpen}
        onClose={() => setIsOpen(false)}
        title={`Refuse what ${request.requestedBy} asks?`}
      >
        <RefuseForm scope={scope} requestId={request.id} onDone={() => setIsOpen(false)} />
      </Dialog>
    </>
  )
}

function RefuseForm({ scope, requestId, onDone }: { scope: string; requestId: string; onDone: () => void }) {
  return (
    <ReasonForm
      label="Reason"
      minLength={10}
      help="At least 10 characters. Whoever asked reads it; nothing is done."
      submitLabel="Refuse request"
      isDangerous
      input={(reason) => ({ requestId, reason })}
      schema={async () => (await import('#lib/modules/approvals/schemas.ts')).refuseRequestInput}
      mutation={{ ...refuseRequest(scope), onSuccess: onDone }}
      onCancel={onDone}
    />
  )
}

function Withdraw({ scope, request }: ActionProps) {
  const [isOpen, setIsOpen] = useState(false)
  const { mutate, error, isPending } = useMutation({
    ...withdrawRequest(scope),
    onSuccess: () => setIsOpen(false),
  })
  return (
    <>
      <Button onClick={() => setIsOpen(true)}>Withdraw</Button>
      <ConfirmDialog
        isOpen={isOpen}
        onClose={() => setIsOpen(false)}
        title="Withdraw your request?"
        confirmLabel="Withdraw request"
        isBusy={isPending}
        error={error?.message}
        onConfirm={() => mutate({ requestId: request.id })}
      >
        Nothing is done, and nobody can approve it any more. You can ask anew.
      </ConfirmDialog>
    </>
  )
}
