import { authorize, type RequestContext } from '#lib/infra/context/request-context.ts'
import { auditCrypto, auditKeyring } from './audit-crypto.ts'
import { headMac, isSealedHead } from './domain/record.ts'
import { recordAudit } from './record-audit.ts'
import { findHeads, resealHead } from './repository.ts'
import { rewrapSubjects } from './subject-repository.ts'

/**
 * Puts what guards the chains under the present secret: the keys of subjects, and the seals of the ends. The records stay
 * as they are. A part of replacing the secret of the installation; for the console.
 */
export async function rewrapAudit(ctx: RequestContext): Promise<{ subjects: number; heads: number }> {
  authorize(ctx, 'operator:write')
  const crypto = auditCrypto()
  return await ctx.db.tx(async (tx) => {
    const subjects = await rewrapSubjects(tx, auditKeyring())
    let heads = 0
    for (const { key } of await findHeads(tx)) {
      const isDone = await resealHead(tx, key, (head) =>
        isSealedHead(crypto, head) ? headMac(crypto, key, head.seq, head.headHash) : null,
      )
      if (isDone) heads += 1
    }
    await recordAudit(tx, ctx, {
      action: 'secret.rewrap_audit',
      target: { kind: 'audit_chain', id: 'all' },
      details: { subjects, heads },
    })
    return { subjects, heads }
  })
}
