import { put } from '#components/language/put.ts'
import { useText, type Text } from '#components/language/use-text.ts'
import type { Column } from '#components/ui/data-table.tsx'
import { StateText } from '#components/ui/state-glyph.tsx'
import { Age, Moment } from '#components/ui/time.tsx'
import type { ApprovalView } from '#lib/modules/approvals/schemas.ts'
import { actionWords, requestState } from './request-words.ts'
import { TimeLeft } from './time-left.tsx'

/** When something happens to a request next, or when it ended. */
function Next({ request }: { request: ApprovalView }) {
  const t = useText('approvals')
  if (request.state !== 'waiting')
    return <Moment at={request.doneAt ?? request.decidedAt ?? request.expiresAt} />
  return request.notBefore === null
    ? t.rich('next.expires', { left: put(<TimeLeft until={request.expiresAt} />) })
    : t.rich('next.done', { left: put(<TimeLeft until={request.notBefore} />) })
}

/** The columns of every list of requests. */
export const requestColumns = (t: Text<'approvals'>): readonly Column<ApprovalView>[] => [
  {
    id: 'name',
    head: t('column.request'),
    cell: ({ action, target }) => (
      <>
        <span className="font-medium">{actionWords(t, action)}</span>{' '}
        <span className="text-fg-2">{target}</span>
      </>
    ),
    phone: 'start',
  },
  {
    id: 'state',
    head: t('column.state'),
    cell: ({ state }) => <StateText state={requestState(state)}>{t(`state.${state}`)}</StateText>,
    phone: 'end',
  },
  {
    id: 'by',
    head: t('askedBy'),
    cell: ({ requestedBy, isOwn, createdAt }) => (
      <>
        {isOwn ? t('you') : requestedBy}, <Age at={createdAt} />
      </>
    ),
    phone: 'below',
  },
  {
    id: 'reason',
    head: t('reason'),
    cell: ({ reason }) => (
      <span className="line-clamp-1 max-w-[48ch] whitespace-normal text-fg-2 sm:text-fg-1">{reason}</span>
    ),
    className: 'sm:w-1/3',
    phone: 'foot',
  },
  {
    id: 'next',
    head: t('column.when'),
    isFigure: true,
    cell: (request) => <Next request={request} />,
    phone: 'below-end',
  },
]
