import { DomainError } from '#lib/core/errors.ts'
import { contains, scopeOfOwner, type Owner } from '#lib/core/scope.ts'
import type { RequestContext } from '#lib/infra/context/request-context.ts'
import type { ReviewedBinding } from './schemas.ts'

/** The member who reviews. Throws `forbidden` for keys and the console: a review is the look of a person. */
export function requireReviewer(ctx: RequestContext): { readonly id: string; readonly name: string } {
  if (ctx.actor.kind === 'member') return ctx.actor
  throw new DomainError('forbidden', 'A person reviews roles, signed in: neither a key nor the console does.')
}

/** Whether whoever asks may decide about a binding. */
export function decisionOf(
  ctx: RequestContext,
  binding: Owner & { readonly memberId: string },
): ReviewedBinding['decision'] {
  if (ctx.actor.kind === 'member' && binding.memberId === ctx.actor.id) return 'own'
  return contains(ctx.scope, scopeOfOwner(binding)) ? 'yours' : 'above'
}

/** Throws `forbidden` for the own role and for one of a wider scope, which is seen here and decided there. */
export function requireDecidable(
  ctx: RequestContext,
  binding: Owner & { readonly memberId: string; readonly member: { readonly name: string } },
): void {
  switch (decisionOf(ctx, binding)) {
    case 'own':
      throw new DomainError('forbidden', 'This role is your own: somebody else reviews it.')
    case 'above':
      throw new DomainError(
        'forbidden',
        `The role of ${binding.member.name} belongs to a wider scope and is reviewed there.`,
      )
    case 'yours':
  }
}
