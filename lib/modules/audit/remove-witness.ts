import { notFound } from '#lib/core/errors.ts'
import { authorize, type RequestContext } from '#lib/infra/context/request-context.ts'
import { parseInput } from '#lib/infra/http/parse-input.ts'
import { requireOperator } from './add-witness.ts'
import { deleteWitness, findWitnesses } from './anchor-repository.ts'
import { recordAudit } from './record-audit.ts'
import { witnessRef, type WitnessRef } from './schemas.ts'

/** Gives a witness nothing more; what it got stays on record. */
export async function removeWitness(ctx: RequestContext, input: WitnessRef): Promise<{ id: string }> {
  authorize(ctx, 'audit-anchor:write')
  requireOperator(ctx)
  const { witnessId } = parseInput(witnessRef, input)
  return await ctx.db.tx(async (tx) => {
    const witness = (await findWitnesses(tx)).find(({ id }) => id === witnessId)
    if (witness === undefined) throw notFound()
    await deleteWitness(tx, witnessId)
    await recordAudit(tx, ctx, {
      action: 'audit-anchor.remove',
      target: { kind: 'audit_witness', id: witnessId, name: witness.target },
      details: { kind: witness.kind },
      ...(witness.kind === 'email' ? { subject: { kind: 'address', address: witness.target } as const } : {}),
    })
    return { id: witnessId }
  })
}
