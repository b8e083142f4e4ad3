'use client'
import { useMutation } from '@tanstack/react-query'
import type { SubmitEvent } from 'react'
import { AuthFrame } from '#components/access/auth-frame.tsx'
import { SignInAside } from '#components/access/sign-in-aside.tsx'
import { useText } from '#components/language/use-text.ts'
import { faultOf, remainingMessage } from '#components/shell/api-problem.ts'
import { formText } from '#components/shell/form-text.ts'
import { Button } from '#components/ui/button.tsx'
import { ErrorLine, TextField } from '#components/ui/field.tsx'
import { Note } from '#components/ui/note.tsx'
import { TextLink } from '#components/ui/text-link.tsx'
import type { SignOnNotice } from '#lib/modules/identity/domain/refusal-reason.ts'
import type { FindSignOnOutput } from '#lib/modules/identity/schemas.ts'
import { findSignOn } from './api/find-sign-on.ts'
import { startSignOn } from './api/start-sign-on.ts'

type Choice = FindSignOnOutput['providers'][number]

/** The way back to password and passkey. */
function OtherWays() {
  const t = useText('access-public')
  return (
    <p className="mt-6 text-small text-fg-3">
      <TextLink href="/sign-in">{t('signIn.otherWay')}</TextLink>
    </p>
  )
}

/** Goes to a provider; its answer leads back to `target`. */
function ContinueButton({ provider, target }: { provider: Choice; target: string }) {
  const t = useText('access-public')
  const { mutate, data, error, isPending } = useMutation({
    ...startSignOn,
    onSuccess: ({ location: address }) => location.assign(address),
  })
  return (
    <div className="flex flex-col gap-2">
      <Button
        kind="ink"
        size="large"
        isBusy={isPending || data !== undefined}
        onClick={() => mutate({ providerId: provider.id, target })}
      >
        {t('signOn.continue', { provider: provider.name })}
      </Button>
      <ErrorLine>{error?.message}</ErrorLine>
    </div>
  )
}

/** Properties of `ProviderScreen`. */
export interface ProviderScreenProps {
  /** Null for an address that leads to no active provider. */
  readonly provider: Choice | null
  readonly target: string
  /** Why the last sign-on ended without a session. */
  readonly refusal: SignOnNotice | null
}

/** Where members of one identity provider begin, and where they come back to when it did not work. */
export function ProviderScreen({ provider, target, refusal }: ProviderScreenProps) {
  const t = useText('access-public')
  return (
    <AuthFrame
      title={provider === null ? t('signOn.missing') : t('signOn.with', { provider: provider.name })}
      answer={provider === null ? t('signOn.missingAnswer') : t('signOn.withAnswer')}
      aside={<SignInAside />}
    >
      <div className="flex flex-col gap-4">
        {refusal === null ? null : <Note state="down">{t(`refused.${refusal}`)}</Note>}
        {provider === null ? null : <ContinueButton provider={provider} target={target} />}
      </div>
      <OtherWays />
    </AuthFrame>
  )
}

/** Finds the identity provider of somebody by the domain of their address. */
export function OrganisationScreen({ target }: { target: string }) {
  const t = useText('access-public')
  const { mutate, data, error, isPending } = useMutation(findSignOn)
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault()
    if (!isPending) mutate({ email: formText(event.currentTarget, 'email') })
  }
  return (
    <AuthFrame title={t('signIn.byOrganisation')} answer={t('signOn.answer')} aside={<SignInAside />}>
      <form method="post" aria-label={t('signOn.form')} onSubmit={submit} className="flex flex-col gap-4">
        <TextField
          label={t('field.email')}
          name="email"
          type="email"
          required
          autoComplete="username"
          autoCapitalize="none"
          spellCheck={false}
          isLarge
          error={faultOf(error, 'email') ?? (data?.providers.length === 0 ? t('signOn.none') : undefined)}
        />
        <ErrorLine>{remainingMessage(error, ['email'])}</ErrorLine>
        <Button type="submit" kind={data === undefined ? 'ink' : 'default'} size="large" isBusy={isPending}>
          {t('signOn.find')}
        </Button>
      </form>
      {data === undefined || data.providers.length === 0 ? null : (
        <div className="mt-4 flex flex-col gap-2">
          {data.providers.map((provider) => (
            <ContinueButton key={provider.id} provider={provider} target={target} />
          ))}
        </div>
      )}
      <OtherWays />
    </AuthFrame>
  )
}
