'use client'
import { useApiForm } from '#components/forms/use-api-form.ts'
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
  const show = useToast()
  const mutation = {
    ...askSecondPerson(above),
    onSuccess: () => {
      onDone()
      show({ text: 'Asked: a second person decides under Requests.' })
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
      <p className="text-fg-2">
        This cannot be undone, not even from a backup. Download the export first: the archive goes with the
        tenant.
      </p>
      <TextField
        label="Name of the tenant"
        required
        autoComplete="off"
        help={`Type ${tenant.name} to go on.`}
        {...field('name')}
      />
      <TextField
        label="Why"
        required
        minLength={10}
        {...text}
        help="At least 10 characters; the second person decides by it."
        {...field('reason')}
      />
      {hasExport ? null : (
        <TextField
          label="Why without an export"
          {...text}
          help="No finished export is there: make one first, or say why none is wanted."
          {...field('withoutExport')}
        />
      )}
      <ErrorLine>{message}</ErrorLine>
      <FormFoot isBusy={isBusy} isDangerous isCancelFirst onCancel={onDone}>
        Ask for the erasure
      </FormFoot>
    </form>
  )
}
