'use client'
import { useApiForm } from '#components/forms/use-api-form.ts'
import { useClockStore } from '#components/ui/clock.tsx'
import { ErrorLine, TextField } from '#components/ui/field.tsx'
import { FormFoot } from '#components/ui/form-foot.tsx'
import type { CreateSourceInput, SourceWithCredential } from '#lib/modules/access/schemas.ts'
import { createSource } from './api/create-source.ts'
import { expiryOf } from './key-words.ts'
import { LifetimeField } from './lifetime-field.tsx'

/** Properties of `CreateSourceForm`. */
export interface CreateSourceFormProps {
  readonly scope: string
  readonly onClose: () => void
  readonly onMade: (made: SourceWithCredential) => void
}

/** Asks what sends, and makes a credential for it; fetched when its dialog is opened. */
export function CreateSourceForm({ scope, onClose, onMade }: CreateSourceFormProps) {
  const clock = useClockStore()
  const { form, field, message, isBusy } = useApiForm({
    values: { name: '', tenantLabel: '', expiresAt: 'none' },
    input: ({ name, tenantLabel, expiresAt }): CreateSourceInput => ({
      name,
      ...(tenantLabel.trim() === '' ? {} : { tenantLabel: tenantLabel.trim() }),
      expiresAt: expiryOf(expiresAt, clock.now()),
    }),
    schema: async () => (await import('#lib/modules/access/schemas.ts')).createSourceInput,
    mutation: { ...createSource(scope), onSuccess: onMade },
  })
  return (
    <form {...form} className="flex flex-col gap-4">
      <p className="text-fg-2">
        A source is the credential of one machine or one cluster. It can send to this scope, and do nothing
        else.
      </p>
      <TextField
        label="Name of the source"
        help="What sends: a cluster, a host, a collector."
        required
        maxLength={100}
        autoComplete="off"
        data-autofocus
        {...field('name')}
      />
      {scope.startsWith('platform:') ? (
        <TextField
          label="Tenant label"
          isOptional
          className="font-mono"
          autoComplete="off"
          spellCheck={false}
          help="The label whose value names the tenant, by name or id. Without it every sample belongs to the platform."
          {...field('tenantLabel')}
        />
      ) : null}
      <LifetimeField {...field('expiresAt')} />
      <ErrorLine>{message}</ErrorLine>
      <FormFoot isBusy={isBusy} onCancel={onClose}>
        Create source
      </FormFoot>
    </form>
  )
}
