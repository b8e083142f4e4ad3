import { notFound } from '#lib/core/errors.ts'
import { ownerOf } from '#lib/core/scope.ts'
import { authorize, type RequestContext } from '#lib/infra/context/request-context.ts'
import { runtime, type Runtime } from '#lib/infra/context/runtime.ts'
import { parseInput } from '#lib/infra/http/parse-input.ts'
import { recordAudit } from '#lib/modules/audit/index.ts'
import { deleteDomain, findDomain, giveDomainBack } from './repository.ts'
import { domainRef, type DomainRef } from './schemas.ts'

/** Gives a domain back: providers of this scope may not assert its addresses from now on, and another scope may prove it. */
export async function releaseDomain(
  ctx: RequestContext,
  input: DomainRef,
  own: Runtime = runtime(),
): Promise<{ id: string }> {
  authorize(ctx, 'identity:write')
  const { domainId } = parseInput(domainRef, input)
  return await ctx.db.tx(async (tx) => {
    const row = await findDomain(tx, ownerOf(ctx.scope), domainId)
    if (row === null) throw notFound()
    await own.database.asAuth(async (auth) => await giveDomainBack(auth, domainId))
    await deleteDomain(tx, domainId)
    await recordAudit(tx, ctx, {
      action: 'email-domain.release',
      target: { kind: 'email_domain', id: domainId, name: row.domain },
    })
    return { id: domainId }
  })
}
