'use client'
import { useMutation } from '@tanstack/react-query'
import { ConfirmDialog } from '#components/ui/dialog.tsx'
import type { RuleView } from '#lib/modules/alerting/schemas.ts'
import { deleteRule } from './api/delete-rule.ts'

/** Properties of `DeleteRuleDialog`. */
export interface DeleteRuleDialogProps {
  readonly scope: string
  /** Null keeps the dialog closed. */
  readonly rule: RuleView | null
  readonly onClose: () => void
}

/** Asks before a rule is removed for good. */
export function DeleteRuleDialog({ scope, rule, onClose }: DeleteRuleDialogProps) {
  const { mutate, error, isPending, reset } = useMutation({ ...deleteRule(scope), onSuccess: onClose })
  return (
    <ConfirmDialog
      isOpen={rule !== null}
      onClose={() => {
        reset()
        onClose()
      }}
      title={`Delete the rule ${rule?.name ?? ''}?`}
      confirmLabel="Delete the rule"
      isBusy={isPending}
      error={error?.message}
      onConfirm={() => {
        if (rule !== null) mutate({ ruleId: rule.id })
      }}
    >
      Only a rule that never raised an alert can be deleted. One that did is switched off instead, so that its
      incidents keep what they came from.
    </ConfirmDialog>
  )
}
