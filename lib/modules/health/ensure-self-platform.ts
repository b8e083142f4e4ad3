import { DomainError } from '#lib/core/errors.ts'
import { platformId, type PlatformId } from '#lib/core/ids.ts'
import { authorize, type RequestContext } from '#lib/infra/context/request-context.ts'
import { recordAudit } from '#lib/modules/audit/index.ts'
import { SELF_PLATFORM, SELF_SERVICES } from './domain/self-services.ts'
import { ensureServices, findSelfPlatform, insertSelfPlatform } from './repository.ts'

/**
 * Makes Bailiwick the first platform that it watches: the platform, its services and their dependencies. Idempotent, and
 * safe when two processes start at once: the second one meets the unique name and finds what the first one made.
 */
export async function ensureSelfPlatform(ctx: RequestContext): Promise<PlatformId> {
  authorize(ctx, 'platform:create')
  const attempt = async (): Promise<PlatformId> =>
    await ctx.db.tx(async (tx) => {
      const found = await findSelfPlatform(tx)
      const self = found ?? (await insertSelfPlatform(tx, SELF_PLATFORM, ctx.clock.now()))
      const added = await ensureServices(tx, self.id, SELF_SERVICES)
      if (found === null || added.length > 0) {
        await recordAudit(tx, ctx, {
          action: 'platform.watch_self',
          target: { kind: 'platform', id: self.id, name: SELF_PLATFORM },
          details: { services: added },
          owner: { platformId: self.id, tenantId: null },
        })
      }
      return platformId(self.id)
    })
  try {
    return await attempt()
  } catch (error) {
    if (error instanceof DomainError && error.code === 'conflict') return await attempt()
    throw error
  }
}
