import { DomainError, notFound } from '#lib/core/errors.ts'
import { ownerOf } from '#lib/core/scope.ts'
import { authorize, type RequestContext } from '#lib/infra/context/request-context.ts'
import { parseInput } from '#lib/infra/http/parse-input.ts'
import { recordAudit } from '#lib/modules/audit/index.ts'
import { isProved, proofName } from './domain/email-domain.ts'
import { identityRuntime, type IdentityRuntime } from './identity-runtime.ts'
import { findDomain, markVerified, takeDomain } from './repository.ts'
import { domainRef, type DomainRef, type DomainView } from './schemas.ts'
import { toDomainView } from './views.ts'

const LOOKUP_MS = 5000

/**
 * Looks for the record of a domain in DNS, and makes the domain the scope's when it is there. Throws
 * `precondition_failed` when it is not, and `conflict` when somebody else proved the domain before.
 */
export async function verifyDomain(
  ctx: RequestContext,
  input: DomainRef,
  own: IdentityRuntime = identityRuntime(),
): Promise<DomainView> {
  authorize(ctx, 'identity:write')
  const { domainId } = parseInput(domainRef, input)
  const owner = ownerOf(ctx.scope)
  const claimed = await ctx.db.read(async (tx) => await findDomain(tx, owner, domainId))
  if (claimed === null) throw notFound()
  const { domain, token } = claimed
  if (!isProved(await recordsOf(own, proofName(domain)), token)) {
    throw new DomainError(
      'precondition_failed',
      `There is no TXT record ${proofName(domain)} with this value yet. It can take an hour until a new record is seen everywhere.`,
    )
  }
  return await ctx.db.tx(async (tx) => {
    const isOurs = await own.database.asAuth(
      async (auth) => await takeDomain(auth, { id: domainId, domain, owner }),
    )
    if (!isOurs) {
      throw new DomainError(
        'conflict',
        `${domain} was proved by another scope of this installation. It has to be given back there first; ask your operator.`,
      )
    }
    const row = await markVerified(tx, domainId, ctx.clock.now())
    await recordAudit(tx, ctx, {
      action: 'email-domain.verify',
      target: { kind: 'email_domain', id: domainId, name: domain },
    })
    return toDomainView(row)
  })
}

async function recordsOf(own: IdentityRuntime, name: string): Promise<readonly (readonly string[])[]> {
  const timeout = AbortSignal.timeout(LOOKUP_MS)
  const late = new Promise<never>((_resolve, reject) => {
    timeout.addEventListener('abort', () => reject(new Error('DNS did not answer in time')), { once: true })
  })
  try {
    return await Promise.race([own.resolveTxt(name), late])
  } catch (error) {
    own.log.info({ name, err: error }, 'no TXT record')
    return []
  }
}
