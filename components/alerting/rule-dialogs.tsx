'use client'
import { useMutation } from '@tanstack/react-query'
import { faultsWith } from '#components/forms/faults-with.ts'
import { fetched } from '#components/ui/fetched.tsx'
import { FormSlot } from '#components/forms/form-slot.tsx'
import { useText } from '#components/language/use-text.ts'
import { Dialog } from '#components/ui/dialog.tsx'
import type { RuleView } from '#lib/modules/alerting/schemas.ts'
import type { ScopeOption } from '#lib/modules/tenancy/schemas.ts'
import { createRule } from './api/create-rule.ts'
import { updateRule } from './api/update-rule.ts'
import { BLANK, createInputOf, textOfRule, typedOf, type TypedRule } from './rule-form.ts'

const RuleFields = fetched(async () => (await import('./rule-fields.tsx')).RuleFields)

/** Properties of `CreateRuleDialog`. */
export interface CreateRuleDialogProps {
  readonly scope: string
  /** In operator scope the platforms to choose from; null where the scope itself owns the rule. */
  readonly platforms: readonly ScopeOption[] | null
  readonly isOpen: boolean
  readonly onClose: () => void
}

/** Asks what a new rule watches, and creates it. */
export function CreateRuleDialog({ scope, platforms, isOpen, onClose }: CreateRuleDialogProps) {
  const t = useText('alerting')
  const { mutate, isPending } = useMutation({ ...createRule(scope), onSuccess: onClose })
  const schema = async () => (await import('#lib/modules/alerting/schemas.ts')).createRuleInput
  return (
    <Dialog isOpen={isOpen} onClose={onClose} title={t('create.title')}>
      <FormSlot>
        <RuleFields
          values={{ ...BLANK, platformId: platforms?.[0]?.param ?? '' }}
          platforms={platforms}
          check={async (typed) => await faultsWith(schema, createInputOf(typed))}
          send={(typed, answers) => mutate(createInputOf(typed), answers)}
          isSending={isPending}
          submitLabel={t('create.submit')}
          onCancel={onClose}
        />
      </FormSlot>
    </Dialog>
  )
}

/** Properties of `EditRuleDialog`. */
export interface EditRuleDialogProps {
  readonly scope: string
  /** Null keeps the dialog closed. */
  readonly rule: RuleView | null
  readonly onClose: () => void
}

/** Changes a rule into its next version. */
export function EditRuleDialog({ scope, rule, onClose }: EditRuleDialogProps) {
  const t = useText('alerting')
  const { mutate, isPending } = useMutation({ ...updateRule(scope), onSuccess: onClose })
  const schema = async () => (await import('#lib/modules/alerting/schemas.ts')).updateRuleInput
  const inputOf = (ruleId: string, typed: TypedRule) => ({ ruleId, ...textOfRule(typed) })
  return (
    <Dialog isOpen={rule !== null} onClose={onClose} title={t('edit.title', { rule: rule?.name ?? '' })}>
      {rule === null ? null : (
        <FormSlot>
          <RuleFields
            values={typedOf(rule)}
            platforms={null}
            check={async (typed) => await faultsWith(schema, inputOf(rule.id, typed))}
            send={(typed, answers) => mutate(inputOf(rule.id, typed), answers)}
            isSending={isPending}
            submitLabel={t('edit.submit')}
            onCancel={onClose}
          />
        </FormSlot>
      )}
    </Dialog>
  )
}
