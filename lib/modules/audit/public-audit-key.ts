import { authorize, type RequestContext } from '#lib/infra/context/request-context.ts'
import { auditCrypto } from './audit-crypto.ts'
import type { PublicAuditKey } from './chain-crypto.ts'

/** The public key with which anybody checks the signatures of exported chains. */
export function publicAuditKey(ctx: RequestContext): PublicAuditKey {
  authorize(ctx, 'audit:read')
  return auditCrypto().publicKey
}
