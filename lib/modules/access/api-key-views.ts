import type { Permission } from '#lib/core/permissions.ts'
import type { RequestContext } from '#lib/infra/context/request-context.ts'
import type { Tx } from '#lib/infra/db/index.ts'
import { actingMemberId } from './acting.ts'
import { findApiKeysInTurn, type ApiKeyFilter } from './api-key-list-repository.ts'
import { findMemberNames } from './repository.ts'
import type { ApiKeyView } from './schemas.ts'
import { toApiKeyView, type KeyReader } from './views.ts'

/** By which permission keys are listed, and whose: all of them by whoever may read who has access, else only their own. */
export const keyReach = (
  ctx: RequestContext,
): { readonly permission: Permission; readonly of: ApiKeyFilter['of'] } =>
  ctx.grantOf('access:read') === 'yes'
    ? { permission: 'access:read', of: 'all' }
    : { permission: 'apikey:create', of: { memberId: actingMemberId(ctx) } }

/** The API keys with these ids that are still there, in their order, as whoever asks sees them. */
export async function findApiKeyViews(
  tx: Tx,
  ids: readonly string[],
  reader: Omit<KeyReader, 'names'>,
): Promise<ApiKeyView[]> {
  const rows = await findApiKeysInTurn(tx, ids)
  const creators = rows.flatMap(({ memberId }) => (memberId === null ? [] : [memberId]))
  const names = await findMemberNames(tx, creators)
  return rows.map((row) => toApiKeyView(row, { ...reader, names }))
}
