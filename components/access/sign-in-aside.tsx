import { useText } from '#components/language/use-text.ts'
import { KeyValueList } from '#components/ui/key-value.tsx'
import { Panel } from '#components/ui/panel.tsx'
import { AsideHead } from './auth-frame.tsx'

/** What protects a sign-in; the same for everybody, so that it tells nobody who has an account. */
export function SignInAside() {
  const t = useText('access-public')
  return (
    <>
      <AsideHead title={t('aside.title')}>{t('aside.text')}</AsideHead>
      <Panel title={t('aside.rules')}>
        <KeyValueList
          isLoose
          facts={[
            { label: t('aside.factor'), value: t('aside.factorAsked') },
            { label: t('aside.tries'), value: t('aside.triesWait') },
            { label: t('aside.ends'), value: t('aside.endsBy') },
            { label: t('aside.acts'), value: t('aside.actsAsk') },
            { label: t('aside.recorded'), value: t('aside.recordedWhere') },
          ]}
        />
      </Panel>
      <p className="text-small text-fg-3">{t('aside.invite')}</p>
    </>
  )
}
