import { memberId } from '#lib/core/ids.ts'
import type { RequestContext } from '#lib/infra/context/request-context.ts'

/** The same request, done in the name of a member who was recognised in the course of it. */
export function actingAs(
  ctx: RequestContext,
  member: { readonly id: string; readonly name: string; readonly email: string },
): RequestContext {
  return {
    ...ctx,
    actor: { kind: 'member', id: memberId(member.id), name: member.name, email: member.email },
  }
}
