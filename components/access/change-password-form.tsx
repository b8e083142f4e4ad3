'use client'
import { useApiForm } from '#components/forms/use-api-form.ts'
import { ErrorLine } from '#components/ui/field.tsx'
import { FormFoot } from '#components/ui/form-foot.tsx'
import { PasswordField } from '#components/ui/password-field.tsx'
import { useToast } from '#components/ui/toast.tsx'
import { PASSWORD_RULES } from '#lib/modules/access/domain/password-rules.ts'
import { changePassword } from './api/own-sign-in.ts'

/** Properties of `ChangePasswordForm`. */
export interface ChangePasswordFormProps {
  readonly email: string
  readonly onClose: () => void
}

const endedWords = (ended: number): string =>
  ended === 0 ? 'No other session was open.' : `${ended} other ${ended === 1 ? 'session' : 'sessions'} ended.`

/** Asks for the present password and the new one; fetched when its dialog is opened. */
export function ChangePasswordForm({ email, onClose }: ChangePasswordFormProps) {
  const toast = useToast()
  const mutation = {
    ...changePassword(),
    onSuccess: ({ ended }: { ended: number }) => {
      toast({ text: `Your password is changed. ${endedWords(ended)}` })
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
      <p className="text-fg-2">
        Every other session of yours ends, and a mail tells you of it. It needs your second factor.
      </p>
      {/* For password managers, so that they know whose password it is. */}
      <input type="text" name="username" autoComplete="username" defaultValue={email} hidden readOnly />
      <PasswordField
        label="Present password"
        required
        maxLength={1000}
        autoComplete="current-password"
        data-autofocus
        {...field('current')}
      />
      <PasswordField
        label="New password"
        required
        maxLength={1000}
        autoComplete="new-password"
        help={PASSWORD_RULES}
        {...field('password')}
      />
      <ErrorLine>{message}</ErrorLine>
      <FormFoot isBusy={isBusy} onCancel={onClose}>
        Change password
      </FormFoot>
    </form>
  )
}
