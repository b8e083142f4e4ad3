import { randomBytes } from 'node:crypto'
import type { Json } from '#lib/core/canonical-json.ts'
import { ownerOf, scopeKey, scopeOfOwner, type Owner } from '#lib/core/scope.ts'
import { actorLabel, type RequestContext } from '#lib/infra/context/request-context.ts'
import type { Tx } from '#lib/infra/db/index.ts'
import { auditCrypto } from './audit-crypto.ts'
import { commitmentOf, entryHash, GENESIS, headMac, type ChainedRecord } from './domain/record.ts'
import { append, lockHead } from './repository.ts'

/** What happened, to what. */
export interface AuditEvent {
  /** `resource.verb`, e.g. `incident.acknowledge`. */
  readonly action: string
  readonly target: { readonly kind: string; readonly id: string; readonly name?: string }
  /** What changed; never a secret. */
  readonly details?: { readonly [key: string]: Json }
  /** Whose chain it belongs to, when that is not the scope of the request: the owner of the object. */
  readonly owner?: Owner
}

/**
 * Appends an audit entry in the transaction of the change itself: both commit or neither. The chain's locked head row
 * gives the number, so numbers have no gaps and commit in order.
 */
export async function recordAudit(tx: Tx, ctx: RequestContext, event: AuditEvent): Promise<void> {
  const crypto = auditCrypto()
  const owner = event.owner ?? ownerOf(ctx.scope)
  const key = scopeKey(scopeOfOwner(owner))
  const head = await lockHead(tx, key, owner, headMac(crypto, key, 0n, GENESIS))
  const actor = actorLabel(ctx.actor)
  const payload = {
    actorName: actor.name,
    ip: ctx.ip,
    targetName: event.target.name ?? null,
    details: event.details ?? {},
  }
  const salt = randomBytes(16)
  const record: ChainedRecord = {
    chain: key,
    seq: head.seq + 1n,
    at: ctx.clock.now(),
    action: event.action,
    actorKind: ctx.actor.kind,
    actorId: actor.id,
    targetKind: event.target.kind,
    targetId: event.target.id,
    requestId: ctx.requestId,
    commitment: commitmentOf(crypto, salt, payload),
  }
  const hash = entryHash(crypto, head.headHash, record)
  await append(
    tx,
    { ...record, ...owner, payload, salt, prevHash: head.headHash, hash },
    headMac(crypto, key, record.seq, hash),
  )
}
