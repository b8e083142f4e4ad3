'use client'
import { useApiForm } from '#components/forms/use-api-form.ts'
import { useText } from '#components/language/use-text.ts'
import { ErrorLine, TextField } from '#components/ui/field.tsx'
import { FormFoot } from '#components/ui/form-foot.tsx'
import type { TenantView } from '#lib/modules/tenancy/schemas.ts'
import { changeTenant, type TenantChange } from './api/leaving.ts'

interface FormProps {
  readonly above: string
  readonly tenant: TenantView
  readonly onDone: () => void
}

const schema = async () => (await import('#lib/modules/tenancy/schemas.ts')).updateTenantInput

/** Asks for another name of a tenant. */
export function RenameForm({ above, tenant, onDone }: FormProps) {
  const t = useText('leaving')
  const { form, field, message, isBusy } = useApiForm({
    values: { name: tenant.name },
    input: ({ name }): TenantChange => ({ tenantId: tenant.id, name }),
    schema,
    mutation: { ...changeTenant(above), onSuccess: onDone },
    conflictField: 'name',
  })
  return (
    <form {...form} className="flex flex-col gap-4">
      <TextField
        label={t('rename.name')}
        required
        maxLength={100}
        autoComplete="off"
        data-autofocus
        {...field('name')}
      />
      <ErrorLine>{message}</ErrorLine>
      <FormFoot isBusy={isBusy} onCancel={onDone}>
        {t('rename.submit')}
      </FormFoot>
    </form>
  )
}

/** Asks why a tenant is suspended, and whom its members may ask. */
export function SuspendForm({ above, tenant, onDone }: FormProps) {
  const t = useText('leaving')
  const { form, field, message, isBusy } = useApiForm({
    values: { reason: '', contact: '' },
    input: ({ reason, contact }): TenantChange => ({
      tenantId: tenant.id,
      state: 'suspended',
      reason,
      ...(contact === '' ? {} : { contact }),
    }),
    schema,
    mutation: { ...changeTenant(above), onSuccess: onDone },
  })
  return (
    <form {...form} className="flex flex-col gap-4">
      <p className="text-fg-2">{t('suspend.text')}</p>
      <TextField
        label={t('why')}
        required
        minLength={10}
        maxLength={500}
        autoComplete="off"
        data-autofocus
        help={t('suspend.whyHelp')}
        {...field('reason')}
      />
      <TextField
        label={t('suspend.contact')}
        isOptional
        maxLength={200}
        autoComplete="off"
        help={t('suspend.contactHelp')}
        {...field('contact')}
      />
      <ErrorLine>{message}</ErrorLine>
      <FormFoot isBusy={isBusy} isDangerous onCancel={onDone}>
        {t('suspend.submit')}
      </FormFoot>
    </form>
  )
}
