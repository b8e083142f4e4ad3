import type { Text } from '#components/language/use-text.ts'
import type { HealthState } from '#components/ui/states.ts'
import type { ApprovalView } from '#lib/modules/approvals/schemas.ts'

const STATES = {
  waiting: 'learning',
  approved: 'maintenance',
  refused: 'down',
  withdrawn: 'unknown',
  expired: 'stale',
  done: 'healthy',
  failed: 'down',
} as const satisfies Record<ApprovalView['state'], HealthState>

/** How a request stands, as its glyph. */
export const requestState = (state: ApprovalView['state']): HealthState => STATES[state]

const ACTIONS = ['tenant.erase', 'tenant.export'] as const

/** `tenant.erase` as people read it: `Erase tenant`. One that this version has no words for is taken apart. */
export function actionWords(t: Text<'approvals'>, action: string): string {
  const known = ACTIONS.find((one) => one === action)
  if (known !== undefined) return t(`action.${known}`)
  const [noun = '', verb = ''] = action.split('.').map((part) => part.replaceAll('-', ' '))
  return `${verb.charAt(0).toUpperCase()}${verb.slice(1)} ${noun}`
}

function waitingAnswer(
  t: Text<'approvals'>,
  { requestedBy, notBefore, isOwn, mayDecide }: ApprovalView,
): string {
  if (mayDecide) return t('answer.mayDecide', { by: requestedBy })
  if (notBefore !== null) return t('answer.delayed')
  return t(isOwn ? 'answer.own' : 'answer.waiting')
}

/** What is going on with a request, a full sentence. What came of it is told in the words of the server. */
export function requestAnswer(t: Text<'approvals'>, request: ApprovalView): string {
  const by = request.decidedBy ?? t('answer.delay')
  switch (request.state) {
    case 'waiting':
      return waitingAnswer(t, request)
    case 'approved':
      return t('answer.approved', { by })
    case 'refused':
      return t('answer.refused', { by })
    case 'withdrawn':
      return t('answer.withdrawn', { by: request.requestedBy })
    case 'expired':
      return t('answer.expired')
    case 'done':
      return request.result ?? t('answer.done')
    case 'failed':
      return request.error ?? t('answer.failed')
  }
}
