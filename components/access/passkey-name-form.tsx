'use client'
import type { UseMutateFunction } from '@tanstack/react-query'
import { faultsWith } from '#components/forms/faults-with.ts'
import { refusalOf } from '#components/forms/form-faults.ts'
import { useCheckedForm } from '#components/forms/use-checked-form.ts'
import { useText } from '#components/language/use-text.ts'
import { ErrorLine, TextField } from '#components/ui/field.tsx'
import { FormFoot } from '#components/ui/form-foot.tsx'

/** Properties of `PasskeyNameForm`. */
export interface PasskeyNameFormProps {
  /** What stands in the field at first. */
  readonly name: string
  readonly help: string
  readonly submitLabel: string
  /** What is done with the name. The browser may refuse it too, not only the server. */
  readonly mutate: UseMutateFunction<unknown, Error, { name: string }>
  readonly isBusy: boolean
  readonly onCancel: () => void
}

/** Asks for the name of a passkey. */
export function PasskeyNameForm(props: PasskeyNameFormProps) {
  const t = useText('access')
  const { name, help, submitLabel, mutate, onCancel } = props
  const { form, field, message, isBusy } = useCheckedForm({
    values: { name },
    check: async (typed) =>
      await faultsWith(async () => (await import('#lib/modules/access/schemas.ts')).passkeyNameInput, typed),
    send: (typed, { onSuccess, onError }) => {
      mutate(typed, { onSuccess, onError: (error) => onError(refusalOf(error)) })
    },
    isSending: props.isBusy,
  })
  return (
    <form {...form} className="mt-2 flex flex-col gap-4">
      <TextField
        label={t('passkeys.name')}
        required
        maxLength={60}
        autoComplete="off"
        data-autofocus
        help={help}
        {...field('name')}
      />
      <ErrorLine>{message}</ErrorLine>
      <FormFoot isBusy={isBusy} onCancel={onCancel}>
        {submitLabel}
      </FormFoot>
    </form>
  )
}
