'use client'
import { useApiForm } from '#components/forms/use-api-form.ts'
import { useText } from '#components/language/use-text.ts'
import { ErrorLine, TextField } from '#components/ui/field.tsx'
import { FormFoot } from '#components/ui/form-foot.tsx'
import { useToast } from '#components/ui/toast.tsx'
import type { TenantView } from '#lib/modules/tenancy/schemas.ts'
import { askSecondPerson, type Asked } from './api/leaving.ts'

interface EraseFormProps {
  readonly above: string
  readonly tenant: TenantView
  readonly hasExport: boolean
  readonly onDone: () => void
}

const schema = async () => (await import('#lib/modules/approvals/schemas.ts')).requestApprovalInput

/** What is asked before an erasure: the guard word, why, and why without an export where there is none. */
export function EraseForm({ above, tenant, hasExport, onDone }: EraseFormProps) {
  const t = useText('leaving')
  const show = useToast()
  const mutation = {
    ...askSecondPerson(above),
    onSuccess: () => {
      onDone()
      show({ text: t('asked') })
    },
  }
  const { form, field, message, isBusy } = useApiForm({
    values: { name: '', reason: '', withoutExport: '' },
    input: ({ name, reason, withoutExport }): Asked => ({
      action: 'tenant.erase',
      input: { tenantId: tenant.id, name, ...(withoutExport === '' ? {} : { withoutExport }) },
      reason,
    }),
    schema,
    mutation,
  })
  const text = { autoComplete: 'off', maxLength: 500 }
  return (
    <form {...form} className="flex flex-col gap-4">
      <p className="text-fg-2">{t('erase.warning')}</p>
      <TextField
        label={t('erase.name')}
        required
        autoComplete="off"
        help={t('erase.nameHelp', { tenant: tenant.name })}
        {...field('name')}
      />
      <TextField
        label={t('why')}
        required
        minLength={10}
        {...text}
        help={t('ask.help')}
        {...field('reason')}
      />
      {hasExport ? null : (
        <TextField
          label={t('erase.withoutExport')}
          {...text}
          help={t('erase.withoutExportHelp')}
          {...field('withoutExport')}
        />
      )}
      <ErrorLine>{message}</ErrorLine>
      <FormFoot isBusy={isBusy} isDangerous isCancelFirst onCancel={onDone}>
        {t('erase.submit')}
      </FormFoot>
    </form>
  )
}
