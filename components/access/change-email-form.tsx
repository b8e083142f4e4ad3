'use client'
import { useApiForm } from '#components/forms/use-api-form.ts'
import { useText } from '#components/language/use-text.ts'
import { ErrorLine, TextField } from '#components/ui/field.tsx'
import { FormFoot } from '#components/ui/form-foot.tsx'
import type { AskEmailChangeInput, AskEmailChangeOutput } from '#lib/modules/access/schemas.ts'
import { askEmailChange } from './api/own-sign-in.ts'

/** Properties of `ChangeEmailForm`. */
export interface ChangeEmailFormProps {
  readonly onSent: (sent: AskEmailChangeOutput) => void
  readonly onClose: () => void
}

/** Asks for another address; fetched when its dialog is opened. */
export function ChangeEmailForm({ onSent, onClose }: ChangeEmailFormProps) {
  const t = useText('access')
  const { form, field, message, isBusy } = useApiForm({
    values: { email: '' },
    input: (typed): AskEmailChangeInput => typed,
    schema: async () => (await import('#lib/modules/access/schemas.ts')).askEmailChangeInput,
    mutation: { ...askEmailChange(), onSuccess: onSent },
    conflictField: 'email',
  })
  return (
    <form {...form} className="flex flex-col gap-4">
      <p className="text-fg-2">{t('email.text')}</p>
      <TextField
        label={t('email.label')}
        type="email"
        required
        maxLength={254}
        autoComplete="email"
        autoCapitalize="none"
        spellCheck={false}
        data-autofocus
        {...field('email')}
      />
      <ErrorLine>{message}</ErrorLine>
      <FormFoot isBusy={isBusy} onCancel={onClose}>
        {t('email.send')}
      </FormFoot>
    </form>
  )
}
