import { DomainError } from '#lib/core/errors.ts'
import { ownerOf } from '#lib/core/scope.ts'
import { randomBase62 } from '#lib/infra/auth/base62.ts'
import { authorize, type RequestContext } from '#lib/infra/context/request-context.ts'
import { parseInput } from '#lib/infra/http/parse-input.ts'
import { recordAudit } from '#lib/modules/audit/index.ts'
import { findDomains, insertDomain } from './repository.ts'
import { claimDomainInput, type ClaimDomainInput, type DomainView } from './schemas.ts'
import { toDomainView } from './views.ts'

const MOST = 50

/**
 * Says that a domain of e-mail addresses belongs to the scope of the request. It counts once `verifyDomain` found the
 * record in its DNS. Throws `conflict` for one that was claimed here before.
 */
export async function claimDomain(ctx: RequestContext, input: ClaimDomainInput): Promise<DomainView> {
  authorize(ctx, 'identity:write')
  const { domain } = parseInput(claimDomainInput, input)
  const owner = ownerOf(ctx.scope)
  return await ctx.db.tx(async (tx) => {
    const known = await findDomains(tx, owner)
    if (known.some((row) => row.domain === domain)) {
      throw new DomainError('conflict', `${domain} is on the list of this scope already.`)
    }
    if (known.length >= MOST) throw new DomainError('limit_exceeded', `A scope has at most ${MOST} domains.`)
    const row = await insertDomain(tx, { owner, domain, token: randomBase62(32), createdAt: ctx.clock.now() })
    await recordAudit(tx, ctx, {
      action: 'email-domain.claim',
      target: { kind: 'email_domain', id: row.id, name: domain },
    })
    return toDomainView(row)
  })
}
