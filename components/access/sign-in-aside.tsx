import { KeyValueList } from '#components/ui/key-value.tsx'
import { Panel } from '#components/ui/panel.tsx'
import { AsideHead } from './auth-frame.tsx'

/** What protects a sign-in; the same for everybody, so that it tells nobody who has an account. */
export function SignInAside() {
  return (
    <>
      <AsideHead title="What protects this sign-in">
        The same rules for every account of this installation.
      </AsideHead>
      <Panel title="Rules of this sign-in">
        <KeyValueList
          isLoose
          facts={[
            { label: 'Second factor', value: 'asked for every time' },
            { label: 'Wrong tries', value: 'the account waits, longer each time' },
            { label: 'Session ends', value: 'by age and by rest, as your roles ask' },
            { label: 'Acts that open more', value: 'ask for the factor again' },
            { label: 'Recorded', value: 'every try, in the audit chain' },
          ]}
        />
      </Panel>
      <p className="text-small text-fg-3">
        No account yet? An admin of your scope sends an invitation by e-mail. It can be used once.
      </p>
    </>
  )
}
