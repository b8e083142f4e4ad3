'use client'
import { roleWord } from '#components/access/role-word.ts'
import { ReasonForm } from '#components/forms/reason-form.tsx'
import { Dialog } from '#components/ui/dialog.tsx'
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
  return (
    <ReasonForm
      label="Reason"
      minLength={3}
      help="Stands in the record of the review and in the audit chain."
      submitLabel="Remove the role"
      isDangerous
      input={(reason) => ({ bindingId, reason })}
      schema={async () => (await import('#lib/modules/reviews/schemas.ts')).removeReviewedInput}
      mutation={{ ...removeReviewed(scope), onSuccess: onDone }}
      onCancel={onDone}
    >
      <p className="text-fg-2">It ends with their next request. It needs your second factor.</p>
    </ReasonForm>
  )
}
