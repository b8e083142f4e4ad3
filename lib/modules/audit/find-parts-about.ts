import { authorize, type RequestContext } from '#lib/infra/context/request-context.ts'
import { findTargeted, type NamedPart } from './erasure-repository.ts'

/** What entries are looked for: those about one kind of target, but for actions that begin like `butActions`. */
export interface AboutWhat {
  readonly kind: string
  readonly ids: readonly string[]
  readonly butActions?: string
}

/** The words about some targets, wherever in the scope they stand, so that they can be erased. */
export async function findPartsAbout(ctx: RequestContext, what: AboutWhat): Promise<NamedPart[]> {
  authorize(ctx, 'audit:read')
  return await ctx.db.read(async (tx) => await findTargeted(tx, what))
}
