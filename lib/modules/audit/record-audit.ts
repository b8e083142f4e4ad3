import { randomBytes } from 'node:crypto'
import type { Json } from '#lib/core/canonical-json.ts'
import { ownerOf, scopeKey, scopeOfOwner, type Owner } from '#lib/core/scope.ts'
import { actorLabel, type RequestContext } from '#lib/infra/context/request-context.ts'
import type { Tx } from '#lib/infra/db/index.ts'
import { auditCrypto, auditKeyring } from './audit-crypto.ts'
import {
  commitmentOf,
  entryHash,
  GENESIS,
  headMac,
  isSealedHead,
  recordStatement,
  type ChainedRecord,
  type SaltedValue,
} from './domain/record.ts'
import { CHAIN_REF, subjectRef, type Subject } from './domain/subject.ts'
import { sealPart, type PartName, type SubjectKey } from './payload-seal.ts'
import { append, lockHead, type NewPart } from './repository.ts'
import { subjectKeys } from './subject-repository.ts'

/** What happened, to what. */
export interface AuditEvent {
  /** `resource.verb`, e.g. `incident.acknowledge`. */
  readonly action: string
  readonly target: { readonly kind: string; readonly id: string; readonly name?: string }
  /** What changed; never a secret. A change is written as `{ before: {…}, after: {…} }`, which pages show as a difference. */
  readonly details?: { readonly [key: string]: Json }
  /** Whose chain it belongs to, when that is not the scope of the request: the owner of the object. */
  readonly owner?: Owner
  /** Whom the target's name and the details tell about; a member who is the target unless said otherwise. */
  readonly subject?: Subject
}

/**
 * Appends an audit entry in the transaction of the change itself: both commit or neither. The chain's locked head row
 * gives the number, so numbers have no gaps and commit in order. What tells about a person is sealed under the key of
 * that person, beside the chain, which holds only commitments.
 */
export async function recordAudit(tx: Tx, ctx: RequestContext, event: AuditEvent): Promise<void> {
  const crypto = auditCrypto()
  const owner = event.owner ?? ownerOf(ctx.scope)
  const chain = scopeKey(scopeOfOwner(owner))
  const head = await lockHead(tx, chain, owner, headMac(crypto, chain, 0n, GENESIS))
  const refs = subjectsOf(ctx, event)
  const keys = await subjectKeys(tx, auditKeyring(), {
    chain,
    owner,
    refs: [refs.actor, refs.about, CHAIN_REF],
  })
  const values = valuesOf(ctx, event, (part) => keys.get(refs[part]) === null)
  const record: ChainedRecord = {
    version: 2,
    chain,
    seq: head.seq + 1n,
    at: ctx.clock.now(),
    action: event.action,
    actorKind: ctx.actor.kind,
    actorId: actorLabel(ctx.actor).id,
    targetKind: event.target.kind,
    targetId: event.target.id,
    requestId: ctx.requestId,
    commitment: commitmentOf(crypto, values.actor, values.about),
  }
  const hash = entryHash(crypto, head.headHash, record)
  const signature = crypto.sign(recordStatement(chain, record.seq, hash))
  await append(tx, {
    entry: {
      ...record,
      platformId: owner.platformId,
      tenantId: owner.tenantId,
      prevHash: head.headHash,
      hash,
      signature,
    },
    parts: sealParts(record, owner, values, { refs, keys }),
    // A head that somebody set by hand stays without our seal: going on must not make it look right.
    nextMac: isSealedHead(crypto, head) ? headMac(crypto, chain, record.seq, hash) : head.headMac,
  })
}

const SALT_BYTES = 16
const salted = (value: Json): SaltedValue => ({ salt: randomBytes(SALT_BYTES), value })

function subjectsOf(ctx: RequestContext, { target, subject }: AuditEvent): Record<PartName, string> {
  const ref = (of: Subject | null): string =>
    subjectRef(of, (address) => auditCrypto().addressDigest(address))
  const targeted: Subject | null = target.kind === 'member' ? { kind: 'member', id: target.id } : null
  return {
    actor: ref(ctx.actor.kind === 'member' ? { kind: 'member', id: ctx.actor.id } : null),
    about: ref(subject ?? targeted),
  }
}

/** What is told: nothing about a subject that was erased. */
function valuesOf(
  ctx: RequestContext,
  { target, details = {} }: AuditEvent,
  isErased: (part: PartName) => boolean,
): Record<PartName, SaltedValue> {
  const actor = { name: actorLabel(ctx.actor).name, ip: ctx.ip }
  const about = { name: target.name ?? null, details }
  return {
    actor: salted(isErased('actor') ? { name: null, ip: null } : actor),
    about: salted(isErased('about') ? { name: null, details: {} } : about),
  }
}

function sealParts(
  { chain, seq }: ChainedRecord,
  owner: Owner,
  values: Readonly<Record<PartName, SaltedValue>>,
  subjects: {
    readonly refs: Readonly<Record<PartName, string>>
    readonly keys: ReadonlyMap<string, SubjectKey | null>
  },
): NewPart[] {
  return (['actor', 'about'] as const).map((part) => {
    const own = subjects.refs[part]
    // What is told about an erased subject is nothing, and stands under the key of the chain.
    const ref = subjects.keys.get(own) === null ? CHAIN_REF : own
    const key = subjects.keys.get(ref)
    if (key === undefined || key === null) throw new Error(`the audit chain ${chain} has no key for ${ref}`)
    return { part, ref, sealed: sealPart(key, { owner, chain, seq, part }, values[part]) }
  })
}
