'use client'
import { useQuery } from '@tanstack/react-query'
import { useState, type ReactNode } from 'react'
import { membersQuery } from '#components/access/api/members-query.ts'
import { useText, type Text } from '#components/language/use-text.ts'
import { PageFrame } from '#components/shell/page-frame.tsx'
import { QueryView } from '#components/shell/query-view.tsx'
import { useShell } from '#components/shell/shell-context.tsx'
import { AppLink } from '#components/ui/app-link.tsx'
import { Button } from '#components/ui/button.tsx'
import { Icon } from '#components/ui/icon.tsx'
import { PageHeader } from '#components/ui/page-header.tsx'
import { Panel, RuledList, RuledRow } from '#components/ui/panel.tsx'
import { FetchedPart } from '#components/ui/fetched-part.tsx'
import { fetched } from '#components/ui/fetched.tsx'
import { ROW_NAME } from '#components/ui/row-link-class.ts'
import { Skeleton } from '#components/ui/skeleton.tsx'
import { TextLink } from '#components/ui/text-link.tsx'
import { EmptyState } from '#components/ui/view-state.tsx'
import { formatSeconds } from '#lib/core/duration.ts'
import type { EscalationPolicyView } from '#lib/modules/oncall/schemas.ts'
import { escalationPolicyQuery } from './api/escalation-policy-query.ts'
import { secondsUntil } from './policy-draft.ts'

const PolicyEditor = fetched(async () => (await import('./policy-editor.tsx')).PolicyEditor)

/** Properties of `OnCallScreen`. */
export interface OnCallScreenProps {
  readonly scope: string
  /** What the server knew when it made the page; null in operator scope, which has no policy of its own. */
  readonly first: EscalationPolicyView | null
  /** Whether the reader may change the policy. */
  readonly mayWrite: boolean
}

/** Who is paged, and after how many seconds. */
export function OnCallScreen({ scope, first, mayWrite }: OnCallScreenProps) {
  const t = useText('oncall')
  return (
    <PageFrame crumbs={[{ label: t('title') }]}>
      <PageHeader title={t('title')} answer={t('answer')} />
      {first === null ? <Platforms /> : <Policy scope={scope} first={first} mayWrite={mayWrite} />}
    </PageFrame>
  )
}

/** The way to each policy, from where there is none. */
function Platforms() {
  const t = useText('oncall')
  const { scopes } = useShell()
  const platforms = scopes.filter(({ kind }) => kind === 'platform')
  return (
    <Panel title={t('platforms.title')} count={platforms.length} meta={t('platforms.meta')} isFlush>
      <RuledList>
        {platforms.map(({ param, name }) => (
          <RuledRow key={param} end={<Icon name="right" size={14} />}>
            <AppLink href={`/on-call?scope=${param}`} className={ROW_NAME}>
              {name}
            </AppLink>
          </RuledRow>
        ))}
      </RuledList>
    </Panel>
  )
}

function Policy({ scope, first, mayWrite }: OnCallScreenProps & { first: EscalationPolicyView }) {
  const t = useText('oncall')
  const { data: policy } = useQuery({ ...escalationPolicyQuery(scope), initialData: first })
  const members = useQuery({ ...membersQuery(scope), enabled: mayWrite })
  const [isEditing, setIsEditing] = useState(false)
  const action = (
    <Button size="small" onClick={() => setIsEditing(true)}>
      {t(policy.origin === 'own' ? 'policy.change' : 'policy.set')}
    </Button>
  )
  return (
    <Panel
      title={t('policy.title')}
      meta={isEditing ? undefined : mayWrite ? action : t('policy.kept')}
      isFlush
    >
      {isEditing ? (
        <QueryView query={members} what={t('policy.members')}>
          {(list) => (
            <FetchedPart waits={<Skeleton waitsFor={t('waiting')} />}>
              <PolicyEditor
                scope={scope}
                policy={policy}
                members={list.members}
                onDone={() => setIsEditing(false)}
              />
            </FetchedPart>
          )}
        </QueryView>
      ) : (
        <Ladder policy={policy} isTenant={scope.startsWith('tenant:')} />
      )}
    </Panel>
  )
}

function Ladder({ policy, isTenant }: { policy: EscalationPolicyView; isTenant: boolean }) {
  const t = useText('oncall')
  const at = secondsUntil(policy.steps)
  return (
    <>
      <p className="border-b border-line px-3.5 py-2.5 text-small text-fg-2">
        {t(`origin.${policy.origin}`)}
        {policy.version > 0 ? <> {t('policy.version', { version: policy.version })}</> : null}
      </p>
      <ol className="divide-y divide-line">
        {policy.steps.map((step, index) => (
          <li
            key={`${at[index] ?? 0} ${step.members.map(({ id }) => id).join(' ')}`}
            className="flex items-start gap-2.5 px-3.5 py-2.5"
          >
            <span className="grid size-[22px] shrink-0 place-items-center rounded-[3px] border border-line-strong font-mono text-[11px] font-medium text-fg-2">
              {index + 1}
            </span>
            <div className="min-w-0 grow">
              <p className="font-medium">{step.members.map(({ name }) => name).join(', ')}</p>
              <p className="text-small text-fg-3">{whenWords(t, at[index] ?? 0)}</p>
            </div>
          </li>
        ))}
      </ol>
      {policy.steps.length === 0 ? <div className="p-3.5">{isTenant ? <Unseen /> : <Nobody />}</div> : null}
    </>
  )
}

const whenWords = (t: Text<'oncall'>, seconds: number): string =>
  seconds === 0 ? t('when.atOnce') : t('when.after', { delay: formatSeconds(seconds) })

const toMembers = (text: ReactNode): ReactNode => <TextLink href="/members">{text}</TextLink>

function Nobody() {
  const t = useText('oncall')
  return <EmptyState title={t('nobody.title')}>{t.rich('nobody.text', { link: toMembers })}</EmptyState>
}

/** A tenant is not shown who works for the platform. */
function Unseen() {
  const t = useText('oncall')
  return <EmptyState title={t('unseen.title')}>{t('unseen.text')}</EmptyState>
}
