'use client'
import { useApiForm } from '#components/forms/use-api-form.ts'
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
  const { form, field, message, isBusy } = useApiForm({
    values: { name: tenant.name },
    input: ({ name }): TenantChange => ({ tenantId: tenant.id, name }),
    schema,
    mutation: { ...changeTenant(above), onSuccess: onDone },
    conflictField: 'name',
  })
  return (
    <form {...form} className="flex flex-col gap-4">
      <TextField label="Name" required maxLength={100} autoComplete="off" data-autofocus {...field('name')} />
      <ErrorLine>{message}</ErrorLine>
      <FormFoot isBusy={isBusy} onCancel={onDone}>
        Rename tenant
      </FormFoot>
    </form>
  )
}

/** Asks why a tenant is suspended, and whom its members may ask. */
export function SuspendForm({ above, tenant, onDone }: FormProps) {
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
      <p className="text-fg-2">
        Within five seconds its sources are refused, its rules and scrapes stand still, its keys end, and its
        members see this reason instead of their pages. Nothing is deleted.
      </p>
      <TextField
        label="Why"
        required
        minLength={10}
        maxLength={500}
        autoComplete="off"
        data-autofocus
        help="At least 10 characters; the members read it."
        {...field('reason')}
      />
      <TextField
        label="Whom they may ask"
        isOptional
        maxLength={200}
        autoComplete="off"
        help="You, when it is left empty."
        {...field('contact')}
      />
      <ErrorLine>{message}</ErrorLine>
      <FormFoot isBusy={isBusy} isDangerous onCancel={onDone}>
        Suspend tenant
      </FormFoot>
    </form>
  )
}
