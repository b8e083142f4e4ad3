import { createHash } from 'node:crypto'
import { ownerOf, type Owner } from '#lib/core/scope.ts'
import { actorLabel, type RequestContext } from '#lib/infra/context/request-context.ts'
import type { Tx } from '#lib/infra/db/index.ts'
import { redactText } from '#lib/infra/telemetry/logger.ts'
import { foldOf } from './domain/fold.ts'
import { homeOf } from './domain/home.ts'
import { severityOf, type SecurityKind } from './domain/kinds.ts'
import { findBindingOwners, insertEvent, type NewSecurityEvent } from './repository.ts'

/** What happened at a door. */
export interface SecurityEvent {
  readonly kind: SecurityKind
  /** The member it is about; by default the one who acts. */
  readonly memberId?: string
  readonly userAgent?: string | null
  /** Flat and short; never a secret. Texts are redacted and cut at 200 characters. */
  readonly details?: Readonly<Record<string, string | number | boolean | null>>
  /** Whose event it is. By default the scope of the request; of a visitor who was taken for a member, the member's home. */
  readonly owner?: Owner
  /** How many of its kind it stands for; one unless said otherwise. */
  readonly count?: number
}

/** What an event keeps of the request at which it happened. */
export type SeenRequest = Pick<RequestContext, 'scope' | 'actor' | 'clock' | 'ip' | 'requestId'>

const MAX_TEXT = 200
const MAX_USER_AGENT = 300

/**
 * Records a security event in the transaction of the change, or of the refusal that is itself recorded. Refusals that
 * repeat within an hour are counted in one event.
 */
export async function recordSecurityEvent(tx: Tx, ctx: SeenRequest, event: SecurityEvent): Promise<void> {
  const memberId = event.memberId ?? (ctx.actor.kind === 'member' ? ctx.actor.id : null)
  const owner = event.owner ?? (await ownerOfEvent(tx, ctx, memberId))
  await insertEvent(tx, rowOf(ctx, event, { ...owner, memberId }))
}

function rowOf(
  ctx: SeenRequest,
  { kind, userAgent = null, details = {}, count = 1 }: SecurityEvent,
  about: Owner & { readonly memberId: string | null },
): NewSecurityEvent {
  const row = {
    ...about,
    kind,
    severity: severityOf(kind),
    at: ctx.clock.now(),
    actorKind: ctx.actor.kind,
    actorId: actorLabel(ctx.actor).id,
    ip: ctx.ip,
    userAgent: userAgent === null ? null : clean(userAgent, MAX_USER_AGENT),
    requestId: ctx.requestId,
    details: Object.fromEntries(
      Object.entries(details).map(([name, value]) => [
        name,
        typeof value === 'string' ? clean(value, MAX_TEXT) : value,
      ]),
    ),
    count,
  }
  // Visitors act as a job that has no id of its own.
  const actorId = ctx.actor.kind === 'job' ? null : row.actorId
  const fold = foldOf({ ...row, kind, actorId })
  return { ...row, fold: fold === null ? null : createHash('sha256').update(fold).digest('base64url') }
}

const clean = (text: string, length: number): string => redactText(text).slice(0, length)

/** In the operator's scope, where visitors are, an event about a member belongs to the member's home. */
async function ownerOfEvent(tx: Tx, ctx: SeenRequest, memberId: string | null): Promise<Owner> {
  if (ctx.scope.kind !== 'operator' || memberId === null) return ownerOf(ctx.scope)
  return homeOf(await findBindingOwners(tx, memberId))
}
