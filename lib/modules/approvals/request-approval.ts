import { DomainError, invalidField } from '#lib/core/errors.ts'
import { ownerOf } from '#lib/core/scope.ts'
import { authorize, type RequestContext } from '#lib/infra/context/request-context.ts'
import { config } from '#lib/infra/config/index.ts'
import { runtime, type Runtime } from '#lib/infra/context/runtime.ts'
import { newId } from '#lib/infra/db/index.ts'
import { parseInput } from '#lib/infra/http/parse-input.ts'
import { recordAudit } from '#lib/modules/audit/index.ts'
import type { Approvable } from './approvable.ts'
import { requirePerson } from './deciding.ts'
import { approvalTimes } from './domain/approval-state.ts'
import { operatorAdmins, secondPersons } from './domain/holders.ts'
import { readHeldRoles } from './holder-repository.ts'
import { noteAsked, noteDelay } from './request-notices.ts'
import { insertRequest, isAskedAlready } from './repository.ts'
import { requestApprovalInput, type ApprovalView, type RequestApprovalInput } from './schemas.ts'
import { toApprovalView } from './views.ts'

/** What requests are about, and the process that they are made in. */
export interface ApprovalParts {
  readonly approvables: readonly Approvable[]
  readonly own?: Runtime
}

/** The approvable of this name, when whoever asks holds its permission and cannot do it alone. */
function requireApprovable(ctx: RequestContext, parts: ApprovalParts, action: string): Approvable {
  const approvable = parts.approvables.find((one) => one.action === action)
  if (approvable === undefined) {
    const known = parts.approvables.map((one) => one.action).join(', ')
    throw invalidField('action', `one of: ${known === '' ? 'nothing can be asked for yet' : known}`)
  }
  authorize(ctx, approvable.permission, { asking: true })
  const grant = ctx.grantOf(approvable.permission)
  if (grant !== 'second' && grant !== 'step_up_second') {
    throw new DomainError(
      'precondition_failed',
      'Your role needs no second person for this: do it without a request.',
    )
  }
  return approvable
}

/**
 * Asks for a second person. The input is checked at once; nothing is done yet. Where nobody else holds the permission in
 * this scope, 24 hours take the place of a second person, and all operator admins are told. Throws `conflict` when the same
 * member asked for the same already.
 */
export async function requestApproval(
  ctx: RequestContext,
  input: RequestApprovalInput,
  parts: ApprovalParts,
): Promise<ApprovalView> {
  authorize(ctx, 'profile:read-own')
  const member = requirePerson(ctx)
  const { action, input: asked, reason } = parseInput(requestApprovalInput, input)
  const approvable = requireApprovable(ctx, parts, action)
  const { permission } = approvable
  const canonical = approvable.parse(asked)
  const target = await approvable.describe(ctx, canonical)
  const createdAt = ctx.clock.now()
  const held = await readHeldRoles((parts.own ?? runtime()).database, createdAt)
  const seconds = secondPersons(held, { permission, scope: ctx.scope, requestedBy: member.id })
  return await ctx.db.tx(async (tx) => {
    if (await isAskedAlready(tx, { requestedBy: member.id, action, input: canonical })) {
      throw new DomainError('conflict', 'You asked for this already, and it waits. Withdraw it to ask anew.')
    }
    const row = await insertRequest(tx, {
      id: newId(),
      owner: ownerOf(ctx.scope),
      permission,
      action,
      input: canonical,
      target,
      reason,
      requestedBy: member.id,
      requestedByName: member.name,
      createdAt,
      ...approvalTimes(createdAt, { hasSecondPerson: seconds.length > 0, hours: config().APPROVAL_HOURS }),
    })
    await (row.notBefore === null
      ? noteAsked(tx, row, { at: createdAt, memberIds: seconds })
      : noteDelay(tx, row, operatorAdmins(held)))
    await recordAudit(tx, ctx, {
      action: 'approval.request',
      target: { kind: 'approval_request', id: row.id, name: `${action} · ${target}` },
      details: {
        action,
        permission,
        input: canonical,
        reason,
        expiresAt: row.expiresAt.toISOString(),
        notBefore: row.notBefore?.toISOString() ?? null,
      },
    })
    return toApprovalView(ctx, row)
  })
}
