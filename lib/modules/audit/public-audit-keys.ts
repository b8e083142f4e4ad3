import { authorize, type RequestContext } from '#lib/infra/context/request-context.ts'
import { auditCryptoOfAll } from './audit-crypto.ts'
import type { PublicAuditKey } from './chain-crypto.ts'

/**
 * The public keys with which anybody checks the signatures of exported chains, in the order in which verify.mjs wants them:
 * those of secrets that were replaced, oldest first, and the present one last.
 */
export async function publicAuditKeys(ctx: RequestContext): Promise<readonly PublicAuditKey[]> {
  authorize(ctx, 'audit:read')
  return (await ctx.db.read(auditCryptoOfAll)).publicKeys
}
