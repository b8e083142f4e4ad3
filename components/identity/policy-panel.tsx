'use client'
import { useMutation } from '@tanstack/react-query'
import { useText, type Text } from '#components/language/use-text.ts'
import { Checkbox } from '#components/ui/checkbox.tsx'
import { ErrorLine } from '#components/ui/field.tsx'
import { Panel } from '#components/ui/panel.tsx'
import type { SignInPolicyView } from '#lib/modules/identity/schemas.ts'
import { setSignInPolicy } from './api/set-sign-in-policy.ts'

/** Who requires it: a scope above this one, of everybody below it or of this scope alone. */
const requiredWords = (t: Text<'identity'>, by: SignInPolicyView['requiredBy']['requireFactor']): string =>
  t(by === 'operator' ? 'policy.byOperator' : 'policy.byPlatform')

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
  const t = useText('identity')
  const { mutate, error, isPending } = useMutation(setSignInPolicy(scope))
  const { requireFactor, signOnOnly, fromAbove, requiredBy } = policy
  const isFixed = !mayWrite || isPending
  return (
    <Panel title={t('policy.title')}>
      <div className="flex flex-col gap-3">
        <Checkbox
          checked={requireFactor || fromAbove.requireFactor}
          disabled={isFixed || fromAbove.requireFactor}
          help={fromAbove.requireFactor ? requiredWords(t, requiredBy.requireFactor) : t('policy.factorHelp')}
          onChange={(event) => mutate({ requireFactor: event.currentTarget.checked })}
        >
          {t('policy.factor')}
        </Checkbox>
        <Checkbox
          checked={signOnOnly || fromAbove.signOnOnly}
          disabled={isFixed || fromAbove.signOnOnly}
          help={fromAbove.signOnOnly ? requiredWords(t, requiredBy.signOnOnly) : t('policy.onlyHelp')}
          onChange={(event) => mutate({ signOnOnly: event.currentTarget.checked })}
        >
          {t('policy.only')}
        </Checkbox>
        <ErrorLine>{error?.message}</ErrorLine>
      </div>
    </Panel>
  )
}
