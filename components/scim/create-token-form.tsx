'use client'
import { expiryOf } from '#components/access/key-words.ts'
import { LifetimeField } from '#components/access/lifetime-field.tsx'
import { useApiForm } from '#components/forms/use-api-form.ts'
import { useText } from '#components/language/use-text.ts'
import { useClockStore } from '#components/ui/clock.tsx'
import { ErrorLine, TextField } from '#components/ui/field.tsx'
import { FormFoot } from '#components/ui/form-foot.tsx'
import type { CreateScimTokenInput, ScimTokenWithCredential } from '#lib/modules/scim/schemas.ts'
import { createScimToken } from './api/create-scim-token.ts'

/** Properties of `CreateTokenForm`. */
export interface CreateTokenFormProps {
  readonly scope: string
  readonly onClose: () => void
  readonly onMade: (made: ScimTokenWithCredential) => void
}

/** Asks for the name of a SCIM token and makes it; fetched when its dialog is opened. */
export function CreateTokenForm({ scope, onClose, onMade }: CreateTokenFormProps) {
  const t = useText('scim')
  const clock = useClockStore()
  const { form, field, message, isBusy } = useApiForm({
    values: { name: '', expiresAt: 'none' },
    input: ({ name, expiresAt }): CreateScimTokenInput => ({
      name,
      expiresAt: expiryOf(expiresAt, clock.now()),
    }),
    schema: async () => (await import('#lib/modules/scim/schemas.ts')).createScimTokenInput,
    mutation: { ...createScimToken(scope), onSuccess: onMade },
  })
  return (
    <form {...form} className="flex flex-col gap-4">
      <p className="text-fg-2">{t('new.text')}</p>
      <TextField
        label={t('new.name')}
        required
        maxLength={100}
        autoComplete="off"
        data-autofocus
        {...field('name')}
      />
      <LifetimeField {...field('expiresAt')} />
      <ErrorLine>{message}</ErrorLine>
      <FormFoot isBusy={isBusy} onCancel={onClose}>
        {t('new.do')}
      </FormFoot>
    </form>
  )
}
