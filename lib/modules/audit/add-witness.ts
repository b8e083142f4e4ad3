import { randomBytes } from 'node:crypto'
import { CAPS, requireRoom } from '#lib/core/caps.ts'
import { DomainError, invalidField } from '#lib/core/errors.ts'
import { ownerOf } from '#lib/core/scope.ts'
import { authorize, type RequestContext } from '#lib/infra/context/request-context.ts'
import { runtime, type Runtime } from '#lib/infra/context/runtime.ts'
import { newId } from '#lib/infra/db/index.ts'
import { parseInput } from '#lib/infra/http/parse-input.ts'
import { writeOutbox } from '#lib/infra/jobs/index.ts'
import { findWitnesses, insertWitness } from './anchor-repository.ts'
import { auditAnchor } from './jobs.ts'
import { recordAudit } from './record-audit.ts'
import { addWitnessInput, type AddWitnessInput, type AddWitnessOutput } from './schemas.ts'
import { witnessPlace } from './witness-senders.ts'

const SECRET_BYTES = 32

/**
 * Adds somebody outside who is given the heads of the chains, and gives it every head at once. A webhook gets a signing
 * secret (Standard Webhooks), shown in this answer only. Throws `conflict` for one that is there already.
 */
export async function addWitness(
  ctx: RequestContext,
  input: AddWitnessInput,
  own: Runtime = runtime(),
): Promise<AddWitnessOutput> {
  authorize(ctx, 'audit-anchor:write')
  const { kind, target } = parseInput(addWitnessInput, input)
  requireOperator(ctx)
  refuseBadTarget(kind, target)
  const id = newId()
  const secret = kind === 'webhook' ? `whsec_${randomBytes(SECRET_BYTES).toString('base64')}` : null
  const sealed = secret === null ? null : await own.sealer.seal(witnessPlace(id), secret)
  const createdAt = ctx.clock.now()
  await ctx.db.tx(async (tx) => {
    const witnesses = await findWitnesses(tx)
    const there = witnesses.some((one) => one.kind === kind && one.target === target)
    if (there) throw new DomainError('conflict', 'This witness is there already.')
    requireRoom(CAPS.witnesses, witnesses.length)
    await insertWitness(tx, { id, kind, target, secret: sealed, createdAt })
    await writeOutbox(tx, auditAnchor, ownerOf(ctx.scope), { slot: Math.floor(createdAt.getTime() / 1000) })
    await recordAudit(tx, ctx, {
      action: 'audit-anchor.add',
      target: { kind: 'audit_witness', id, name: target },
      details: { kind },
      ...(kind === 'email' ? { subject: { kind: 'address', address: target } as const } : {}),
    })
  })
  return { id, secret }
}

/** Witnesses keep the chains of the whole installation, so the operator says who they are. */
export function requireOperator(ctx: RequestContext): void {
  if (ctx.scope.kind === 'operator') return
  throw new DomainError('forbidden', 'Witnesses are chosen in operator scope: change them there.')
}

function refuseBadTarget(kind: AddWitnessInput['kind'], target: string): void {
  if (kind === 'file' && !/^\/[^\u0000-\u001f]+$/.test(target))
    throw invalidField(
      'target',
      'an absolute path of a file on another disk, e.g. /mnt/witness/anchors.jsonl',
    )
  if (kind === 'webhook' && !(URL.canParse(target) && /^https?:$/.test(new URL(target).protocol)))
    throw invalidField('target', 'an address that begins with https://')
  if (kind === 'email' && !/^[^\s@<>(),;:"\\[\]]{1,64}@[^\s@<>(),;:"\\[\]]{1,190}$/u.test(target))
    throw invalidField('target', 'an e-mail address, e.g. auditor@example.org')
}
