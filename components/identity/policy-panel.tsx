'use client'
import { useMutation } from '@tanstack/react-query'
import { useText, type Text } from '#components/language/use-text.ts'
import { Button } from '#components/ui/button.tsx'
import { Checkbox } from '#components/ui/checkbox.tsx'
import { ErrorLine } from '#components/ui/field.tsx'
import { Panel } from '#components/ui/panel.tsx'
import type { SignInPolicyView } from '#lib/modules/identity/schemas.ts'
import { setSignInPolicy } from './api/set-sign-in-policy.ts'
import { demandShown, type DemandName } from './demand-shown.ts'

const TEXTS = {
  requireFactor: { label: 'policy.factor', help: 'policy.factorHelp', stop: 'policy.stopFactor' },
  signOnOnly: { label: 'policy.only', help: 'policy.onlyHelp', stop: 'policy.stopOnly' },
} as const

const DEMANDS: readonly DemandName[] = ['requireFactor', 'signOnOnly']

/** Who requires it: a scope above this one, of everybody below it or of this scope alone. */
const requiredWords = (t: Text<'identity'>, by: SignInPolicyView['requiredBy']['requireFactor']): string =>
  t(by === 'operator' ? 'policy.byOperator' : 'policy.byPlatform')

interface DemandProps {
  readonly name: DemandName
  readonly policy: SignInPolicyView
  readonly mayWrite: boolean
  readonly isPending: boolean
  readonly onSet: (wanted: boolean) => void
  readonly onStop: () => void
}

/**
 * One demand on how members come in. For whoever acts by a scope above the box is what that scope requires; what the scope
 * asks for itself stands beside it.
 */
function Demand({ name, policy, mayWrite, isPending, onSet, onStop }: DemandProps) {
  const t = useText('identity')
  const { isTicked, isAbove, askedBeside, mayStop } = demandShown(policy, name)
  const isFromAbove = policy.actsFrom !== null
  const words = isAbove ? requiredWords(t, policy.requiredBy[name]) : t(TEXTS[name].help)
  return (
    <div className="flex flex-col gap-1.5">
      <Checkbox
        checked={isTicked}
        disabled={!mayWrite || isPending || isAbove}
        help={isFromAbove && !isAbove ? `${words} ${t('policy.require')}` : words}
        onChange={(event) => onSet(event.currentTarget.checked)}
      >
        {t(TEXTS[name].label)}
      </Checkbox>
      {askedBeside === null ? null : (
        <div className="flex flex-wrap items-center gap-2 pl-6 text-small text-fg-2">
          <span>{t(askedBeside === 'alone' ? 'policy.asked' : 'policy.askedToo')}</span>
          {mayStop ? (
            <Button
              size="small"
              isBusy={isPending}
              disabledReason={mayWrite ? undefined : t('mayNot')}
              onClick={onStop}
            >
              {t(TEXTS[name].stop)}
            </Button>
          ) : null}
        </div>
      )}
    </div>
  )
}

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
  return (
    <Panel title={t('policy.title')}>
      <div className="flex flex-col gap-3">
        {DEMANDS.map((name) => (
          <Demand
            key={name}
            name={name}
            policy={policy}
            mayWrite={mayWrite}
            isPending={isPending}
            onSet={(wanted) => mutate({ [name]: wanted })}
            onStop={() => mutate({ stopAsking: [name] })}
          />
        ))}
        <ErrorLine>{error?.message}</ErrorLine>
      </div>
    </Panel>
  )
}
