import type { HealthState } from '#components/ui/states.ts'
import type { ApprovalView } from '#lib/modules/approvals/schemas.ts'

/** How a request stands: the glyph, and the word beside it. */
export interface RequestMark {
  readonly state: HealthState
  readonly word: string
}

const MARKS: Record<ApprovalView['state'], RequestMark> = {
  waiting: { state: 'learning', word: 'Waiting' },
  approved: { state: 'maintenance', word: 'Approved, being carried out' },
  refused: { state: 'down', word: 'Refused' },
  withdrawn: { state: 'unknown', word: 'Withdrawn' },
  expired: { state: 'stale', word: 'Expired' },
  done: { state: 'healthy', word: 'Carried out' },
  failed: { state: 'down', word: 'Failed' },
}

/** How a request stands. */
export const requestMark = (state: ApprovalView['state']): RequestMark => MARKS[state]

/** `tenant.erase` as people read it: `Erase tenant`. */
export function actionWords(action: string): string {
  const [noun = '', verb = ''] = action.split('.').map((part) => part.replaceAll('-', ' '))
  return `${verb.charAt(0).toUpperCase()}${verb.slice(1)} ${noun}`
}

function waitingAnswer({ requestedBy, notBefore, isOwn, mayDecide }: ApprovalView): string {
  if (mayDecide) return `${requestedBy} asks for your approval. Nothing is done until somebody approves.`
  if (notBefore !== null)
    return 'There is no second person, so 24 hours take their place. Every operator admin was told and can refuse meanwhile.'
  return isOwn
    ? 'Another holder of the same permission has to approve it. They were told.'
    : 'It waits for a second person.'
}

/** What is going on with a request, a full sentence. */
export function requestAnswer(request: ApprovalView): string {
  const decidedBy = request.decidedBy ?? 'The delay'
  switch (request.state) {
    case 'waiting':
      return waitingAnswer(request)
    case 'approved':
      return `${decidedBy} let it through; it is being carried out.`
    case 'refused':
      return `${decidedBy} refused it. Nothing was done.`
    case 'withdrawn':
      return `${request.requestedBy} took it back. Nothing was done.`
    case 'expired':
      return 'Nobody decided in time. Nothing was done.'
    case 'done':
      return request.result ?? 'It was carried out.'
    case 'failed':
      return request.error ?? 'It failed.'
  }
}
