'use client'
import { useQuery } from '@tanstack/react-query'
import { useScopeWords } from '#components/access/use-scope-words.ts'
import { useText, type Text } from '#components/language/use-text.ts'
import { PageFrame } from '#components/shell/page-frame.tsx'
import { StateBadge } from '#components/ui/badge.tsx'
import { CodeBlock } from '#components/ui/code-block.tsx'
import { KeyValueList, type Fact } from '#components/ui/key-value.tsx'
import { PageHeader } from '#components/ui/page-header.tsx'
import { Panel } from '#components/ui/panel.tsx'
import { FullMoment } from '#components/ui/time.tsx'
import type { ApprovalView } from '#lib/modules/approvals/schemas.ts'
import { requestQuery } from './api/request-query.ts'
import { RequestActions } from './request-actions.tsx'
import { actionWords, requestAnswer, requestState } from './request-words.ts'
import { TimeLeft } from './time-left.tsx'

/** Properties of `RequestScreen`. */
export interface RequestScreenProps {
  readonly scope: string
  /** What the server knew when it made the page. */
  readonly first: ApprovalView
}

const moment = (label: string, at: string | null): Fact[] =>
  at === null ? [] : [{ label, value: <FullMoment at={at} /> }]

function factsOf(t: Text<'approvals'>, request: ApprovalView, where: string): Fact[] {
  const { state, requestedBy, permission, decidedBy, decisionReason, notBefore, expiresAt } = request
  const isWaiting = state === 'waiting'
  return [
    { label: t('askedBy'), value: requestedBy },
    { label: t('fact.in'), value: where },
    { label: t('fact.permission'), value: <code className="font-mono text-small">{permission}</code> },
    ...moment(t('fact.askedAt'), request.createdAt),
    ...(isWaiting && notBefore !== null
      ? [
          { label: t('fact.done'), value: <TimeLeft until={notBefore} /> },
          ...moment(t('fact.thatIs'), notBefore),
        ]
      : []),
    ...(isWaiting && notBefore === null
      ? [
          { label: t('fact.expires'), value: <TimeLeft until={expiresAt} /> },
          ...moment(t('fact.thatIs'), expiresAt),
        ]
      : []),
    ...(decidedBy === null ? [] : [{ label: t('fact.decidedBy'), value: decidedBy }]),
    ...moment(t('fact.decidedAt'), request.decidedAt),
    ...(decisionReason === null ? [] : [{ label: t('fact.theirReason'), value: decisionReason }]),
    ...moment(t('fact.endedAt'), request.doneAt),
  ]
}

/** One request: who asks for what and why, who decided, and what became of it. */
export function RequestScreen({ scope, first }: RequestScreenProps) {
  const t = useText('approvals')
  const { data: request } = useQuery({ ...requestQuery(scope, first.id), initialData: first })
  const whereOf = useScopeWords([request.scope])
  const action = actionWords(t, request.action)
  return (
    <PageFrame crumbs={[{ label: t('title'), href: '/requests' }, { label: request.target }]}>
      <PageHeader
        title={t('of', { action, target: request.target })}
        badge={<StateBadge state={requestState(request.state)}>{t(`state.${request.state}`)}</StateBadge>}
        answer={requestAnswer(t, request)}
        actions={<RequestActions scope={scope} request={request} />}
      />
      <div className="grid gap-4 lg:grid-cols-2">
        <Panel title={t('column.request')}>
          <KeyValueList facts={factsOf(t, request, whereOf(request.scope))} isLoose />
        </Panel>
        <Panel title={t('why')}>
          <p className="mb-3 break-words whitespace-pre-line">{request.reason}</p>
          <CodeBlock caption={t('input')} code={JSON.stringify(request.input, null, 2)} />
        </Panel>
      </div>
    </PageFrame>
  )
}
