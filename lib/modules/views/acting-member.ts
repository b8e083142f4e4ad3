import { forbidden } from '#lib/core/errors.ts'
import type { RequestContext } from '#lib/infra/context/request-context.ts'
import type { ViewRow } from './repository.ts'
import type { SavedViewView } from './schemas.ts'

/** Whose views are meant; null for who is no member here: a key, the console, and whoever looks as a tenant. */
export const readingMember = ({ actor, viewAs }: RequestContext): string | null =>
  actor.kind === 'member' && viewAs === undefined ? actor.id : null

/** Whose view is written. Throws `forbidden` for who is no member: views belong to people. */
export function actingMember(ctx: RequestContext): string {
  const memberId = readingMember(ctx)
  if (memberId === null) throw forbidden('profile:write')
  return memberId
}

/** A view as its reader sees it. */
export const toView = ({ memberId, ...row }: ViewRow, readerId: string | null): SavedViewView => ({
  ...row,
  isOwn: memberId === readerId,
})
