import type { Column } from '#components/ui/data-table.tsx'
import { StateText } from '#components/ui/state-glyph.tsx'
import { Age, Moment } from '#components/ui/time.tsx'
import type { ApprovalView } from '#lib/modules/approvals/schemas.ts'
import { actionWords, requestMark } from './request-words.ts'
import { TimeLeft } from './time-left.tsx'

/** When something happens to a request next, or when it ended. */
function Next({ request }: { request: ApprovalView }) {
  if (request.state !== 'waiting')
    return <Moment at={request.doneAt ?? request.decidedAt ?? request.expiresAt} />
  return request.notBefore === null ? (
    <>
      expires <TimeLeft until={request.expiresAt} />
    </>
  ) : (
    <>
      carried out <TimeLeft until={request.notBefore} />
    </>
  )
}

/** The columns of every list of requests. */
export const REQUEST_COLUMNS: readonly Column<ApprovalView>[] = [
  {
    id: 'what',
    head: 'Request',
    cell: ({ action, target }) => (
      <>
        <span className="font-medium">{actionWords(action)}</span> <span className="text-fg-2">{target}</span>
      </>
    ),
    phone: 'start',
  },
  {
    id: 'state',
    head: 'State',
    cell: ({ state }) => {
      const mark = requestMark(state)
      return <StateText state={mark.state}>{mark.word}</StateText>
    },
    phone: 'end',
  },
  {
    id: 'by',
    head: 'Asked by',
    cell: ({ requestedBy, isOwn, createdAt }) => (
      <>
        {isOwn ? 'You' : requestedBy}, <Age at={createdAt} />
      </>
    ),
    phone: 'below',
  },
  {
    id: 'reason',
    head: 'Reason',
    cell: ({ reason }) => (
      <span className="line-clamp-1 max-w-[48ch] whitespace-normal text-fg-2 sm:text-fg-1">{reason}</span>
    ),
    className: 'sm:w-1/3',
    phone: 'foot',
  },
  {
    id: 'next',
    head: 'When',
    isFigure: true,
    cell: (request) => <Next request={request} />,
    phone: 'below-end',
  },
]
