import { DomainError, notFound } from '#lib/core/errors.ts'
import { isPermission } from '#lib/core/permissions.ts'
import { authorize, type Actor, type RequestContext } from '#lib/infra/context/request-context.ts'
import type { Tx } from '#lib/infra/db/index.ts'
import { dueEvent, stepApproval, type ApprovalEvent, type ApprovalStep } from './domain/approval-state.ts'
import { lockRequest, type RequestRow } from './repository.ts'
import { isVisible } from './views.ts'

/** A member who acts. */
export type ActingMember = Extract<Actor, { kind: 'member' }>

/** The member who acts; throws `forbidden` for keys, jobs and the console: four eyes are those of people. */
export function requirePerson(ctx: RequestContext): ActingMember {
  if (ctx.actor.kind === 'member') return ctx.actor
  throw new DomainError(
    'forbidden',
    'Two people decide this: neither a key nor the console asks or approves.',
  )
}

/** Holds a request that whoever asks may see. Throws `not_found`, as for one that does not exist. */
export async function holdVisible(tx: Tx, ctx: RequestContext, requestId: string): Promise<RequestRow> {
  const row = await lockRequest(tx, requestId)
  if (row === null || !isVisible(ctx, row)) throw notFound()
  return row
}

/**
 * Refuses whoever cannot be the second person of a request: its own author, and who does not hold what it asks for. To
 * approve takes the second factor where the permission does; to refuse does not.
 */
export function requireSecondPerson(
  ctx: RequestContext,
  row: RequestRow,
  { isApproval }: { readonly isApproval: boolean },
): void {
  if (row.requestedBy === requirePerson(ctx).id) {
    throw new DomainError(
      'forbidden',
      'This is your own request: somebody else decides it, you can withdraw it.',
    )
  }
  if (!isPermission(row.permission)) throw notFound()
  if (isApproval) authorize(ctx, row.permission, { asking: true })
}

/** What an event does to a request. Throws `conflict` for what is forbidden, and for a request whose time is over. */
export function requireStep(
  ctx: RequestContext,
  row: RequestRow,
  event: ApprovalEvent,
): Exclude<ApprovalStep, { kind: 'refused' }> {
  const step = stepApproval(row.state, event)
  if (step.kind === 'refused') throw new DomainError('conflict', `This cannot be done: ${step.reason}.`)
  if (step.kind === 'change' && row.state === 'waiting' && dueEvent(row, ctx.clock.now()) === 'expire')
    throw new DomainError('conflict', 'This request has expired; ask anew.')
  return step
}
