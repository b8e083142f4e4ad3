'use client'
import { useMutation } from '@tanstack/react-query'
import { Checkbox } from '#components/ui/checkbox.tsx'
import { ErrorLine } from '#components/ui/field.tsx'
import { Panel } from '#components/ui/panel.tsx'
import type { SignInPolicyView } from '#lib/modules/identity/schemas.ts'
import { setSignInPolicy } from './api/set-sign-in-policy.ts'

const ABOVE = 'A scope above asks for it already.'

/** How members come in to a scope and to what is below it. */
export function PolicyPanel({
  scope,
  policy,
  mayWrite,
}: {
  scope: string
  policy: SignInPolicyView
  mayWrite: boolean
}) {
  const { mutate, error, isPending } = useMutation(setSignInPolicy(scope))
  const { requireFactor, signOnOnly, fromAbove } = policy
  const isFixed = !mayWrite || isPending
  return (
    <Panel title="Sign-in policy">
      <div className="flex flex-col gap-3">
        <Checkbox
          checked={requireFactor || fromAbove.requireFactor}
          disabled={isFixed || fromAbove.requireFactor}
          help={
            fromAbove.requireFactor
              ? ABOVE
              : 'Also of members who sign on by a provider. Password and link ask for it always.'
          }
          onChange={(event) => mutate({ requireFactor: event.currentTarget.checked, signOnOnly })}
        >
          Require a second factor
        </Checkbox>
        <Checkbox
          checked={signOnOnly || fromAbove.signOnOnly}
          disabled={isFixed || fromAbove.signOnOnly}
          help={
            fromAbove.signOnOnly
              ? ABOVE
              : 'Password, passkey and link do not open this scope any more, open sessions included. Operator admins still get in.'
          }
          onChange={(event) => mutate({ requireFactor, signOnOnly: event.currentTarget.checked })}
        >
          Sign-on only
        </Checkbox>
        <ErrorLine>{error?.message}</ErrorLine>
      </div>
    </Panel>
  )
}
