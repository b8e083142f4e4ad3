'use client'
import { useQuery } from '@tanstack/react-query'
import { outgoingAllowQuery } from '#components/access/api/outgoing-allow-query.ts'
import { sessionLimitsQuery } from '#components/access/api/session-limits.ts'
import { anchorsQuery } from '#components/audit/api/anchors-query.ts'
import { signOnQuery } from '#components/identity/api/sign-on-query.ts'
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
  const name = useScope()?.name ?? ''
  return (
    <PageFrame crumbs={[{ label: 'Settings' }]}>
      <PageHeader title="Settings" answer={`What is set for ${name}, who set it, and where it is changed.`} />
      <Panel title="Signing in" isFlush>
        <RuledList>
          <SignOn scope={scope} />
          {level === 'operator' ? <Sessions /> : null}
          {level === 'operator' ? null : <Provisioning scope={scope} />}
        </RuledList>
      </Panel>
      {level === 'operator' ? null : <Paging scope={scope} />}
      {level === 'tenant' ? null : <Outgoing scope={scope} />}
      <Panel title="What is kept" isFlush>
        <RuledList>
          {level === 'operator' ? <Witnesses /> : null}
          <StartSetting
            name="Samples"
            about="How long samples can be asked for. It is the same for every scope of this installation."
            value={hoursWords(retentionHours)}
            variable="METRICS_RETENTION_HOURS"
          />
        </RuledList>
      </Panel>
    </PageFrame>
  )
}

function SignOn({ scope }: { scope: string }) {
  const result = useQuery(signOnQuery(scope))
  return (
    <>
      <Setting
        scope={scope}
        name="Sign-in policy"
        about="How members of this scope have to prove who they are."
        href="/sign-on"
        result={result}
        words={signInWords}
        action="sign-in-policy."
      />
      <Setting
        scope={scope}
        name="Identity providers"
        about="Who vouches for members, and for which e-mail domains."
        href="/sign-on"
        result={result}
        words={providerWords}
        action="identity-provider."
      />
    </>
  )
}

function Provisioning({ scope }: { scope: string }) {
  return (
    <Setting
      scope={scope}
      name="Provisioning"
      about="What an identity provider keeps in step by itself."
      href="/provisioning"
      result={useQuery(provisioningQuery(scope))}
      words={provisioningWords}
      action="scim-"
    />
  )
}

function Sessions() {
  return (
    <Setting
      scope="operator"
      name="Session limits"
      about="How long sessions last, by the roles of their members, in the whole installation."
      href="/members"
      result={useQuery(sessionLimitsQuery())}
      words={sessionWords}
      action="session-limits."
    />
  )
}

function Witnesses() {
  return (
    <Setting
      scope="operator"
      name="Witnesses"
      about="Who outside of this installation is given the heads of the audit chains."
      href="/audit/witnesses"
      result={useQuery(anchorsQuery('operator'))}
      words={witnessWords}
      action="audit-anchor."
    />
  )
}

function Paging({ scope }: { scope: string }) {
  return (
    <Panel title="Paging" isFlush>
      <RuledList>
        <Setting
          scope={scope}
          name="Escalation policy"
          about="Who is paged about an incident, in which order, and after how long."
          href="/on-call"
          result={useQuery(escalationPolicyQuery(scope))}
          words={escalationWords}
          action="escalation-policy."
        />
      </RuledList>
    </Panel>
  )
}

function Outgoing({ scope }: { scope: string }) {
  return (
    <Panel title="Calls that leave" isFlush>
      <RuledList>
        <Setting
          scope={scope}
          name="Outgoing allow list"
          about="Private addresses that scrapes, webhooks and sign-on may reach."
          href="/sources"
          result={useQuery(outgoingAllowQuery(scope))}
          words={outgoingWords}
          action="outgoing."
        />
      </RuledList>
    </Panel>
  )
}
