'use client'
import { useMutation, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useApiForm } from '#components/forms/use-api-form.ts'
import { useText } from '#components/language/use-text.ts'
import { Button } from '#components/ui/button.tsx'
import { FactorField } from '#components/ui/factor-field.tsx'
import { ErrorLine } from '#components/ui/field.tsx'
import type { ProfileView, StepUpInput, StepUpOutput } from '#lib/modules/access/schemas.ts'
import { apiSend } from './api-client.ts'
import { readEndpoint } from './api-endpoint.ts'
import { stepUpWithPasskey } from './passkey-client.ts'

/** Shows a code. The answer brings the cookie of the session's new id. */
const showCode = async (input: StepUpInput): Promise<StepUpOutput> =>
  await apiSend<StepUpOutput>('POST', '/api/v1/me/step-up', input)

/** Who is asked: which factors there are decides what is offered. */
const profile = () => readEndpoint<ProfileView>({ path: '/api/v1/me', tables: ['member'] })

/** Properties of `StepUpForm`. */
export interface StepUpFormProps {
  readonly onCancel: () => void
  readonly onShown: () => void
}

/** Asks for the second factor; fetched when somebody is asked, so that no page carries it. */
export function StepUpForm({ onCancel, onShown }: StepUpFormProps) {
  const t = useText('ui')
  const { data } = useQuery(profile())
  const passkey = useMutation({ mutationFn: stepUpWithPasskey, onSuccess: onShown })
  const { form, errorOf, message, isBusy, methods } = useApiForm({
    values: { code: '' },
    input: (typed): StepUpInput => typed,
    schema: async () => (await import('#lib/modules/access/schemas.ts')).stepUpInput,
    mutation: { mutationFn: showCode, onSuccess: onShown },
    isFleeting: true,
  })
  const [wantsCode, setWantsCode] = useState(false)
  const hasPasskey = (data?.passkeys ?? 0) > 0
  const isCode = data === undefined || data.hasAuthenticator || wantsCode
  return (
    <form method="post" {...form} className="flex flex-col gap-4">
      <p className="text-fg-2">{t('stepUp.text')}</p>
      {isCode ? (
        <FactorField
          name="code"
          isFocused
          isRecoveryOnly={data?.hasAuthenticator === false}
          error={errorOf('code')}
          onType={(code) => methods.setValue('code', code, { shouldValidate: methods.formState.isSubmitted })}
        />
      ) : null}
      {hasPasskey ? (
        <div className="flex flex-wrap gap-2">
          <Button icon="key" isBusy={passkey.isPending} onClick={() => passkey.mutate()}>
            {t('stepUp.passkey')}
          </Button>
          {isCode ? null : <Button onClick={() => setWantsCode(true)}>{t('factor.useRecovery')}</Button>}
        </div>
      ) : null}
      <ErrorLine>{passkey.error?.message ?? message}</ErrorLine>
      <div className="flex justify-end gap-2">
        <Button onClick={onCancel}>{t('cancel')}</Button>
        {isCode ? (
          <Button type="submit" kind="ink" isBusy={isBusy}>
            {t('stepUp.confirm')}
          </Button>
        ) : null}
      </div>
    </form>
  )
}
