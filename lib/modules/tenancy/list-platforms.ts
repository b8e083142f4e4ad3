import { authorize, type RequestContext } from '#lib/infra/context/request-context.ts'
import { findPlatforms } from './repository.ts'
import type { PlatformView } from './schemas.ts'
import { toPlatformView } from './views.ts'

/** Lists the platforms in scope; a tenant sees its own. */
export async function listPlatforms(ctx: RequestContext): Promise<PlatformView[]> {
  authorize(ctx, 'platform:read')
  const rows = await ctx.db.read(async (tx) => await findPlatforms(tx))
  return rows.map(toPlatformView)
}
