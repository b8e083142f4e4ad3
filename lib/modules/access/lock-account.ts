// house: acts before a scope is known: whoever guesses holds no permission
import type { RequestContext } from '#lib/infra/context/request-context.ts'
import type { Runtime } from '#lib/infra/context/runtime.ts'
import { oneTimeHash, unlockToken } from '#lib/infra/auth/one-time-token.ts'
import { newId } from '#lib/infra/db/index.ts'
import { recordAudit } from '#lib/modules/audit/index.ts'
import { recordSecurityEvent } from '#lib/modules/security/index.ts'
import { actingAs } from './acting-as.ts'
import type { TriedMember } from './check-credentials.ts'
import { notifyMember } from './notify-member.ts'
import { insertUnlockLink } from './unlock-repository.ts'

/** As long as a lock: while an account is locked, its owner has a link that is good. One mail in this time, too. */
const LIFETIME_MS = 3_600_000

/** Says that an account was locked by wrong attempts: in the feed, on record, and to its owner, who gets a link to open it. */
export async function lockAccount(ctx: RequestContext, own: Runtime, member: TriedMember): Promise<void> {
  const acting = actingAs(ctx, member)
  await ctx.db.tx(async (tx) => {
    await recordSecurityEvent(tx, acting, {
      kind: 'account.locked',
      details: { reason: 'too many wrong attempts in a row' },
    })
    await recordAudit(tx, acting, {
      action: 'account.lock',
      target: { kind: 'member', id: member.id, name: member.name },
    })
  })
  const id = newId()
  const createdAt = own.clock.now()
  const expiresAt = new Date(createdAt.getTime() + LIFETIME_MS)
  const tokenHash = oneTimeHash(own.keyring, unlockToken(own.keyring, id))
  const isNew = await own.database.asAuth(
    async (auth) =>
      await insertUnlockLink(auth, { id, memberId: member.id, tokenHash, createdAt, expiresAt }),
  )
  if (!isNew) return
  await notifyMember(own, member, {
    kind: 'account_locked',
    unlockId: id,
    expiresAt: expiresAt.toISOString(),
    address: ctx.ip,
  })
}
