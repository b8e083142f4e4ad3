'use client'
import { useQuery } from '@tanstack/react-query'
import { outgoingAllowQuery } from '#components/access/api/outgoing-allow-query.ts'
import { sessionLimitsQuery } from '#components/access/api/session-limits.ts'
import { anchorsQuery } from '#components/audit/api/anchors-query.ts'
import { signOnQuery } from '#components/identity/api/sign-on-query.ts'
import { useText } from '#components/language/use-text.ts'
import { escalationPolicyQuery } from '#components/oncall/api/escalation-policy-query.ts'
import { provisioningQuery } from '#components/scim/api/provisioning-query.ts'
import { PageFrame } from '#components/shell/page-frame.tsx'
import { useScope } from '#components/shell/shell-context.tsx'
import { PageHeader } from '#components/ui/page-header.tsx'
import { Panel, RuledList } from '#components/ui/panel.tsx'
import type { ScopeOption } from '#lib/modules/tenancy/schemas.ts'
import { Setting, StartSetting } from './setting-line.tsx'
import {
  escalationWords,
  hoursWords,
  outgoingWords,
  providerWords,
  provisioningWords,
  sessionWords,
  signInWords,
  witnessWords,
} from './setting-words.ts'

/** Properties of `SettingsScreen`. */
export interface SettingsScreenProps {
  readonly scope: string
  readonly level: ScopeOption['kind']
  /** How many hours samples are kept. */
  readonly retentionHours: number
}

/** Everything that can be set for a scope, with who set it; each line leads to where it is changed. */
export function SettingsScreen({ scope, level, retentionHours }: SettingsScreenProps) {
  const t = useText('settings')
  const name = useScope()?.name ?? ''
  return (
    <PageFrame crumbs={[{ label: t('title') }]}>
      <PageHeader title={t('title')} answer={t('answer', { scope: name })} />
      <Panel title={t('panel.signingIn')} isFlush>
        <RuledList>
          <SignOn scope={scope} />
          {level === 'operator' ? <Sessions /> : null}
          {level === 'operator' ? null : <Provisioning scope={scope} />}
        </RuledList>
      </Panel>
      {level === 'operator' ? null : <Paging scope={scope} />}
      {level === 'tenant' ? null : <Outgoing scope={scope} />}
      <Panel title={t('panel.kept')} isFlush>
        <RuledList>
          {level === 'operator' ? <Witnesses /> : null}
          <StartSetting
            name={t('samples.name')}
            about={t('samples.about')}
            value={hoursWords(retentionHours)}
            variable="METRICS_RETENTION_HOURS"
          />
        </RuledList>
      </Panel>
    </PageFrame>
  )
}

function SignOn({ scope }: { scope: string }) {
  const t = useText('settings')
  const result = useQuery(signOnQuery(scope))
  return (
    <>
      <Setting
        scope={scope}
        name={t('policy.name')}
        about={t('policy.about')}
        href="/sign-on"
        result={result}
        words={(data) => signInWords(t, data)}
        action="sign-in-policy."
      />
      <Setting
        scope={scope}
        name={t('providers.name')}
        about={t('providers.about')}
        href="/sign-on"
        result={result}
        words={(data) => providerWords(t, data)}
        action="identity-provider."
      />
    </>
  )
}

function Provisioning({ scope }: { scope: string }) {
  const t = useText('settings')
  return (
    <Setting
      scope={scope}
      name={t('provisioning.name')}
      about={t('provisioning.about')}
      href="/provisioning"
      result={useQuery(provisioningQuery(scope))}
      words={(data) => provisioningWords(t, data)}
      action="scim-"
    />
  )
}

function Sessions() {
  const t = useText('settings')
  return (
    <Setting
      scope="operator"
      name={t('sessions.name')}
      about={t('sessions.about')}
      href="/members"
      result={useQuery(sessionLimitsQuery())}
      words={(data) => sessionWords(t, data)}
      action="session-limits."
    />
  )
}

function Witnesses() {
  const t = useText('settings')
  return (
    <Setting
      scope="operator"
      name={t('witnesses.name')}
      about={t('witnesses.about')}
      href="/audit/witnesses"
      result={useQuery(anchorsQuery('operator'))}
      words={(data) => witnessWords(t, data)}
      action="audit-anchor."
    />
  )
}

function Paging({ scope }: { scope: string }) {
  const t = useText('settings')
  return (
    <Panel title={t('panel.paging')} isFlush>
      <RuledList>
        <Setting
          scope={scope}
          name={t('escalation.name')}
          about={t('escalation.about')}
          href="/on-call"
          result={useQuery(escalationPolicyQuery(scope))}
          words={(data) => escalationWords(t, data)}
          action="escalation-policy."
        />
      </RuledList>
    </Panel>
  )
}

function Outgoing({ scope }: { scope: string }) {
  const t = useText('settings')
  return (
    <Panel title={t('panel.calls')} isFlush>
      <RuledList>
        <Setting
          scope={scope}
          name={t('outgoing.name')}
          about={t('outgoing.about')}
          href="/sources"
          result={useQuery(outgoingAllowQuery(scope))}
          words={(data) => outgoingWords(t, data)}
          action="outgoing."
        />
      </RuledList>
    </Panel>
  )
}
