'use client'
import { roleText } from '#components/access/role-word.ts'
import { ReasonForm } from '#components/forms/reason-form.tsx'
import { useText } from '#components/language/use-text.ts'
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
  const t = useText('reviews')
  const roles = useText('roles')
  return (
    <Dialog
      isOpen={binding !== null}
      onClose={onClose}
      title={t('remove.title', {
        role: roleText(roles, binding?.role ?? ''),
        member: binding?.member.name ?? '',
      })}
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
  const t = useText('reviews')
  return (
    <ReasonForm
      label={t('reason')}
      minLength={3}
      help={t('remove.help')}
      submitLabel={t('remove.submit')}
      isDangerous
      input={(reason) => ({ bindingId, reason })}
      schema={async () => (await import('#lib/modules/reviews/schemas.ts')).removeReviewedInput}
      mutation={{ ...removeReviewed(scope), onSuccess: onDone }}
      onCancel={onDone}
    >
      <p className="text-fg-2">{t('remove.text')}</p>
    </ReasonForm>
  )
}
