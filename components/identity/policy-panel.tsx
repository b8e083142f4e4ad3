'use client'
import { useMutation } from '@tanstack/react-query'
import { Checkbox } from '#components/ui/checkbox.tsx'
import { ErrorLine } from '#components/ui/field.tsx'
import { Panel } from '#components/ui/panel.tsx'
import type { SignInPolicyView } from '#lib/modules/identity/schemas.ts'
import { setSignInPolicy } from './api/set-sign-in-policy.ts'

/** Who requires it: a scope above this one, of everybody below it or of this scope alone. */
const requiredWords = (by: SignInPolicyView['requiredBy']['requireFactor']): string =>
  by === 'operator' ? 'The operator requires it.' : 'The platform requires it.'

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
  const { requireFactor, signOnOnly, fromAbove, requiredBy } = policy
  const isFixed = !mayWrite || isPending
  return (
    <Panel title="Sign-in policy">
      <div className="flex flex-col gap-3">
        <Checkbox
          checked={requireFactor || fromAbove.requireFactor}
          disabled={isFixed || fromAbove.requireFactor}
          help={
            fromAbove.requireFactor
              ? requiredWords(requiredBy.requireFactor)
              : 'Also of members who sign on by a provider. Password and link ask for it always.'
          }
          onChange={(event) => mutate({ requireFactor: event.currentTarget.checked })}
        >
          Require a second factor
        </Checkbox>
        <Checkbox
          checked={signOnOnly || fromAbove.signOnOnly}
          disabled={isFixed || fromAbove.signOnOnly}
          help={
            fromAbove.signOnOnly
              ? requiredWords(requiredBy.signOnOnly)
              : 'Password, passkey and link do not open this scope any more, open sessions included. Operator admins still get in.'
          }
          onChange={(event) => mutate({ signOnOnly: event.currentTarget.checked })}
        >
          Sign-on only
        </Checkbox>
        <ErrorLine>{error?.message}</ErrorLine>
      </div>
    </Panel>
  )
}
