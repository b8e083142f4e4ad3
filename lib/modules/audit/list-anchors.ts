import { authorize, type RequestContext } from '#lib/infra/context/request-context.ts'
import { findAnchors, findLastDeliveries, findWitnesses } from './anchor-repository.ts'
import { requireOperator } from './add-witness.ts'
import { readWitnessing } from './read-witnessing.ts'
import type { ListAnchorsOutput } from './schemas.ts'

/** The newest anchors that are shown. */
const SHOWN = 50

/** The witnesses with the state of their last delivery, and the newest anchors. Operator scope only. */
export async function listAnchors(ctx: RequestContext): Promise<ListAnchorsOutput> {
  authorize(ctx, 'audit:read')
  requireOperator(ctx)
  const { outside } = await readWitnessing(ctx)
  return await ctx.db.read(async (tx) => {
    const last = new Map((await findLastDeliveries(tx)).map((one) => [one.witnessId, one]))
    const added = await findWitnesses(tx)
    const anchors = await findAnchors(tx, SHOWN)
    const bucket = [...last.values()].filter((one) => one.kind === 'bucket')
    const witnesses = [
      ...added.map(({ id, kind, target, createdAt }) => ({ id, kind, target, createdAt, isSet: false })),
      ...bucket.map(({ witnessId: id, kind, target }) => ({
        id,
        kind,
        target,
        createdAt: null,
        isSet: true,
      })),
    ]
    return {
      hasOutsideWitness: outside.length > 0,
      lastOutsideAt:
        outside
          .map(({ lastAt }) => lastAt)
          .toSorted()
          .at(-1) ?? null,
      witnesses: witnesses.map(({ createdAt, ...one }) => ({
        ...one,
        createdAt: createdAt?.toISOString() ?? null,
        last: toDelivery(last.get(one.id)),
      })),
      anchors: anchors.map(({ id, at, heads, deliveries }) => ({
        id,
        at: at.toISOString(),
        heads,
        delivered: deliveries.filter(({ state }) => state === 'delivered').length,
        deliveries: deliveries.length,
      })),
    }
  })
}

type Delivery = Awaited<ReturnType<typeof findLastDeliveries>>[number]

const toDelivery = (one: Delivery | undefined): ListAnchorsOutput['witnesses'][number]['last'] =>
  one === undefined
    ? null
    : {
        state: one.state === 'delivered' ? 'delivered' : 'failed',
        isOutside: one.isOutside,
        answer: one.answer,
        at: one.triedAt?.toISOString() ?? null,
      }
