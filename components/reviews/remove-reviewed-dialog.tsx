'use client'
import { useMutation } from '@tanstack/react-query'
import type { SubmitEvent } from 'react'
import { roleWord } from '#components/access/role-word.ts'
import { faultOf, remainingMessage } from '#components/shell/api-problem.ts'
import { formText } from '#components/shell/form-text.ts'
import { Button } from '#components/ui/button.tsx'
import { Dialog } from '#components/ui/dialog.tsx'
import { ErrorLine, TextAreaField } from '#components/ui/field.tsx'
import type { ReviewedBinding } from '#lib/modules/reviews/schemas.ts'
import { removeReviewed } from './api/remove-reviewed.ts'

/** Properties of `RemoveReviewedDialog`. */
export interface RemoveReviewedDialogProps {
  readonly scope: string
  /** The role that is about to go; null while none is. */
  readonly binding: ReviewedBinding | null
  readonly onClose: () => void
}

/** Asks why a role goes, and takes it. */
export function RemoveReviewedDialog({ scope, binding, onClose }: RemoveReviewedDialogProps) {
  return (
    <Dialog
      isOpen={binding !== null}
      onClose={onClose}
      title={`Remove the role ${roleWord(binding?.role ?? '')} from ${binding?.member.name ?? ''}?`}
    >
      {binding === null ? null : <RemoveForm scope={scope} bindingId={binding.id} onDone={onClose} />}
    </Dialog>
  )
}

interface RemoveFormProps {
  readonly scope: string
  readonly bindingId: string
  readonly onDone: () => void
}

function RemoveForm({ scope, bindingId, onDone }: RemoveFormProps) {
  const { mutate, error, isPending } = useMutation({ ...removeReviewed(scope), onSuccess: onDone })
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault()
    if (!isPending) mutate({ bindingId, reason: formText(event.currentTarget, 'reason').trim() })
  }
  return (
    <form onSubmit={submit} className="flex flex-col gap-4">
      <p className="text-fg-2">It ends with their next request. It needs your second factor.</p>
      <TextAreaField
        label="Reason"
        name="reason"
        required
        minLength={3}
        maxLength={500}
        data-autofocus
        help="Stands in the record of the review and in the audit chain."
        error={faultOf(error, 'reason')}
      />
      <ErrorLine>{remainingMessage(error, ['reason'])}</ErrorLine>
      <div className="flex justify-end gap-2">
        <Button onClick={onDone}>Cancel</Button>
        <Button type="submit" kind="danger-solid" isBusy={isPending}>
          Remove the role
        </Button>
      </div>
    </form>
  )
}
