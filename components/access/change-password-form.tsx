'use client'
import { useApiForm } from '#components/forms/use-api-form.ts'
import { useText } from '#components/language/use-text.ts'
import { ErrorLine } from '#components/ui/field.tsx'
import { FormFoot } from '#components/ui/form-foot.tsx'
import { PasswordField } from '#components/ui/password-field.tsx'
import { useToast } from '#components/ui/toast.tsx'
import { MIN_PASSWORD_LENGTH } from '#lib/modules/access/domain/password-rules.ts'
import { changePassword } from './api/own-sign-in.ts'

/** Properties of `ChangePasswordForm`. */
export interface ChangePasswordFormProps {
  readonly email: string
  readonly onClose: () => void
}

/** Asks for the present password and the new one; fetched when its dialog is opened. */
export function ChangePasswordForm({ email, onClose }: ChangePasswordFormProps) {
  const t = useText('access')
  const factors = useText('factors')
  const toast = useToast()
  const mutation = {
    ...changePassword(),
    onSuccess: ({ ended }: { ended: number }) => {
      toast({ text: t('password.changed', { ended }) })
      onClose()
    },
  }
  const { form, field, message, isBusy } = useApiForm({
    values: { current: '', password: '' },
    input: (typed) => typed,
    schema: async () => (await import('#lib/modules/access/schemas.ts')).changePasswordInput,
    mutation,
  })
  return (
    <form method="post" {...form} className="flex flex-col gap-4">
      <p className="text-fg-2">{t('password.text')}</p>
      {/* For password managers, so that they know whose password it is. */}
      <input type="text" name="username" autoComplete="username" defaultValue={email} hidden readOnly />
      <PasswordField
        label={t('password.present')}
        required
        maxLength={1000}
        autoComplete="current-password"
        data-autofocus
        {...field('current')}
      />
      <PasswordField
        label={t('password.new')}
        required
        maxLength={1000}
        autoComplete="new-password"
        help={factors('password.rules', { min: MIN_PASSWORD_LENGTH })}
        {...field('password')}
      />
      <ErrorLine>{message}</ErrorLine>
      <FormFoot isBusy={isBusy} onCancel={onClose}>
        {t('password.do')}
      </FormFoot>
    </form>
  )
}
