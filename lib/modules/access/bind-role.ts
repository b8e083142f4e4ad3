import { DomainError, notFound } from '#lib/core/errors.ts'
import { ownerOf } from '#lib/core/scope.ts'
import { authorize, type RequestContext } from '#lib/infra/context/request-context.ts'
import type { Runtime } from '#lib/infra/context/runtime.ts'
import { parseInput } from '#lib/infra/http/parse-input.ts'
import { recordAudit } from '#lib/modules/audit/index.ts'
import { isSelf } from './acting.ts'
import { requireGrantable, requireNoRelease, requireOwnEnd } from './require-grantable.ts'
import { findBinding, findMember, insertBinding } from './repository.ts'
import { moveRoleEnd } from './role-end-repository.ts'
import { roleEnd } from './role-end.ts'
import { bindRoleInput, type BindingView, type BindRoleInput } from './schemas.ts'
import { toBindingView } from './views.ts'

/**
 * Gives a member whom the scope can see a further role in it, for good or until a moment; one that they hold until a moment
 * is renewed, by somebody else. Throws `forbidden` for a role with a permission that the actor lacks and for an end that is
 * later than what was set for the actor, `conflict` when the member holds it for good already, or got it at the same moment.
 */
export async function bindRole(
  ctx: RequestContext,
  input: BindRoleInput,
  own?: Runtime,
): Promise<BindingView> {
  authorize(ctx, 'member:bind')
  const { memberId, role, expiresAt } = parseInput(bindRoleInput, input)
  requireGrantable(ctx, role)
  const owner = ownerOf(ctx.scope)
  const createdAt = ctx.clock.now()
  const until = roleEnd('expiresAt', expiresAt, createdAt)
  const self = isSelf(ctx, memberId)
  if (self) requireNoRelease(ctx, role)
  await requireOwnEnd(ctx, { role, scope: ctx.scope, until, field: 'expiresAt', isSelf: self }, own)
  return await ctx.db.tx(async (tx) => {
    const member = await findMember(tx, memberId)
    if (member === null) throw notFound()
    const held = await findBinding(tx, { memberId, role, owner })
    if (held !== null && held.expiresAt === null) {
      throw alreadyHeld(member.name, role)
    }
    if (held !== null) await moveRoleEnd(tx, held.id, until)
    const binding =
      held === null
        ? await insertBinding(tx, { memberId, role, owner, createdAt, expiresAt: until })
        : { ...held, expiresAt: until }
    if (binding === null) throw alreadyHeld(member.name, role)
    await recordAudit(tx, ctx, {
      action: 'member.bind',
      target: { kind: 'member', id: memberId, name: member.name },
      details: {
        role,
        bindingId: binding.id,
        ...(held === null ? {} : { before: { expiresAt: held.expiresAt?.toISOString() ?? null } }),
        after: { expiresAt: until?.toISOString() ?? null },
      },
    })
    return toBindingView(binding)
  })
}

const alreadyHeld = (name: string, role: string): DomainError =>
  new DomainError('conflict', `${name} already has this role: ${role} in this scope.`)
