'use client'
import { useApiForm } from '#components/forms/use-api-form.ts'
import { useText } from '#components/language/use-text.ts'
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
  const t = useText('sources')
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
      <p className="text-fg-2">{t('new.text')}</p>
      <TextField
        label={t('new.name')}
        help={t('new.nameHelp')}
        required
        maxLength={100}
        autoComplete="off"
        data-autofocus
        {...field('name')}
      />
      {scope.startsWith('platform:') ? (
        <TextField
          label={t('new.label')}
          isOptional
          className="font-mono"
          autoComplete="off"
          spellCheck={false}
          help={t('new.labelHelp')}
          {...field('tenantLabel')}
        />
      ) : null}
      <LifetimeField {...field('expiresAt')} />
      <ErrorLine>{message}</ErrorLine>
      <FormFoot isBusy={isBusy} onCancel={onClose}>
        {t('new.do')}
      </FormFoot>
    </form>
  )
}
