'use client'
import { useQuery } from '@tanstack/react-query'
import { scopeWords } from '#components/access/scope-words.ts'
import { PageFrame } from '#components/shell/page-frame.tsx'
import { useShell } from '#components/shell/shell-context.tsx'
import { StateBadge } from '#components/ui/badge.tsx'
import { CodeBlock } from '#components/ui/code-block.tsx'
import { KeyValueList, type Fact } from '#components/ui/key-value.tsx'
import { PageHeader } from '#components/ui/page-header.tsx'
import { Panel } from '#components/ui/panel.tsx'
import { FullMoment } from '#components/ui/time.tsx'
import type { ApprovalView } from '#lib/modules/approvals/schemas.ts'
import { requestQuery } from './api/request-query.ts'
import { RequestActions } from './request-actions.tsx'
import { actionWords, requestAnswer, requestMark } from './request-words.ts'
import { TimeLeft } from './time-left.tsx'

/** Properties of `RequestScreen`. */
export interface RequestScreenProps {
  readonly scope: string
  /** What the server knew when it made the page. */
  readonly first: ApprovalView
}

const moment = (label: string, at: string | null): Fact[] =>
  at === null ? [] : [{ label, value: <FullMoment at={at} /> }]

function factsOf(request: ApprovalView, where: string): Fact[] {
  const { state, requestedBy, permission, decidedBy, decisionReason, notBefore, expiresAt } = request
  const isWaiting = state === 'waiting'
  return [
    { label: 'Asked by', value: requestedBy },
    { label: 'In', value: where },
    { label: 'Permission', value: <code className="font-mono text-small">{permission}</code> },
    ...moment('Asked at', request.createdAt),
    ...(isWaiting && notBefore !== null
      ? [{ label: 'Carried out', value: <TimeLeft until={notBefore} /> }, ...moment('That is', notBefore)]
      : []),
    ...(isWaiting && notBefore === null
      ? [{ label: 'Expires', value: <TimeLeft until={expiresAt} /> }, ...moment('That is', expiresAt)]
      : []),
    ...(decidedBy === null ? [] : [{ label: 'Decided by', value: decidedBy }]),
    ...moment('Decided at', request.decidedAt),
    ...(decisionReason === null ? [] : [{ label: 'Their reason', value: decisionReason }]),
    ...moment('Ended at', request.doneAt),
  ]
}

/** One request: who asks for what and why, who decided, and what became of it. */
export function RequestScreen({ scope, first }: RequestScreenProps) {
  const { data: request } = useQuery({ ...requestQuery(scope, first.id), initialData: first })
  const { scopes } = useShell()
  const mark = requestMark(request.state)
  return (
    <PageFrame crumbs={[{ label: 'Requests', href: '/requests' }, { label: request.target }]}>
      <PageHeader
        title={`${actionWords(request.action)}: ${request.target}`}
        badge={<StateBadge state={mark.state}>{mark.word}</StateBadge>}
        answer={requestAnswer(request)}
        actions={<RequestActions scope={scope} request={request} />}
      />
      <div className="grid gap-4 lg:grid-cols-2">
        <Panel title="Request">
          <KeyValueList facts={factsOf(request, scopeWords(scopes, request.scope))} isLoose />
        </Panel>
        <Panel title="Reason and input">
          <p className="mb-3 break-words whitespace-pre-line">{request.reason}</p>
          <CodeBlock caption="Input" code={JSON.stringify(request.input, null, 2)} />
        </Panel>
      </div>
    </PageFrame>
  )
}
