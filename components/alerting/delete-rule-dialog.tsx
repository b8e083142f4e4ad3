'use client'
import { useMutation } from '@tanstack/react-query'
import { useText } from '#components/language/use-text.ts'
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
  const t = useText('alerting')
  const { mutate, error, isPending, reset } = useMutation({ ...deleteRule(scope), onSuccess: onClose })
  return (
    <ConfirmDialog
      isOpen={rule !== null}
      onClose={() => {
        reset()
        onClose()
      }}
      title={t('delete.title', { rule: rule?.name ?? '' })}
      confirmLabel={t('delete.submit')}
      isBusy={isPending}
      error={error?.message}
      onConfirm={() => {
        if (rule !== null) mutate({ ruleId: rule.id })
      }}
    >
      {t('delete.text')}
    </ConfirmDialog>
  )
}
