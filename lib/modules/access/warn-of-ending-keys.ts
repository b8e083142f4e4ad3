import { authorize, type RequestContext } from '#lib/infra/context/request-context.ts'
import { writeOutbox } from '#lib/infra/jobs/index.ts'
import { recordAudit } from '#lib/modules/audit/index.ts'
import { findEndingKeys, noteTold } from './credential-repository.ts'
import { dueWarning, secondsAfter, WARNING_DAYS } from './domain/key-life.ts'
import { apikeyWarn } from './jobs.ts'

/**
 * Asks for a mail to the owner of every key that ends within 7 days, and again within 1 day; returns how many. A key
 * that is rotated meanwhile begins anew. For jobs.
 */
export async function warnOfEndingKeys(ctx: RequestContext): Promise<number> {
  authorize(ctx, 'apikey:create')
  const now = ctx.clock.now()
  const until = secondsAfter(now, WARNING_DAYS[0] * 86_400)
  return await ctx.db.tx(async (tx) => {
    let told = 0
    for (const key of await findEndingKeys(tx, now, until)) {
      const days = key.expiresAt === null ? null : dueWarning(key.expiresAt, key.toldDays, now)
      if (days === null || !(await noteTold(tx, key.id, key.toldDays, days))) continue
      await writeOutbox(tx, apikeyWarn, key, { keyId: key.id, days })
      await recordAudit(tx, ctx, {
        action: 'apikey.warn',
        target: { kind: 'api_key', id: key.id, name: key.name },
        details: { days },
        owner: { platformId: key.platformId, tenantId: key.tenantId },
      })
      told += 1
    }
    return told
  })
}
