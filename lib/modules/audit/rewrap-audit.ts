import { authorize, type RequestContext } from '#lib/infra/context/request-context.ts'
import { auditCrypto, auditKeyring } from './audit-crypto.ts'
import { recordAudit } from './record-audit.ts'
import { findChainOwners } from './repository.ts'
import { rewrapSubjects } from './subject-repository.ts'

/**
 * Puts what guards the chains under the present secret: wraps the keys of subjects anew, and appends to every chain the
 * entry that the secret was replaced, whose seal is the new one. The records of before stay as they are. A part of
 * replacing the secret of the installation; for the console.
 */
export async function rewrapAudit(ctx: RequestContext): Promise<{ subjects: number; chains: number }> {
  authorize(ctx, 'operator:write')
  const { publicKey } = auditCrypto()
  return await ctx.db.tx(async (tx) => {
    const subjects = await rewrapSubjects(tx, auditKeyring())
    const owners = await findChainOwners(tx)
    for (const owner of owners) {
      await recordAudit(tx, ctx, {
        action: 'secret.replace',
        target: { kind: 'audit_chain', id: 'all' },
        details: { publicKey: publicKey.id },
        owner,
      })
    }
    return { subjects, chains: owners.length }
  })
}
