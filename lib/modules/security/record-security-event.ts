import { ownerOf, type Owner } from '#lib/core/scope.ts'
import { actorLabel, type RequestContext } from '#lib/infra/context/request-context.ts'
import type { Tx } from '#lib/infra/db/index.ts'
import { redactText } from '#lib/infra/telemetry/logger.ts'
import { homeOf } from './domain/home.ts'
import { severityOf, type SecurityKind } from './domain/kinds.ts'
import { findBindingOwners, insertEvent } from './repository.ts'

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
}

const MAX_TEXT = 200
const MAX_USER_AGENT = 300

/** Records a security event in the transaction of the change, or of the refusal that is itself recorded. */
export async function recordSecurityEvent(tx: Tx, ctx: RequestContext, event: SecurityEvent): Promise<void> {
  const memberId = event.memberId ?? (ctx.actor.kind === 'member' ? ctx.actor.id : null)
  await insertEvent(tx, {
    ...(event.owner ?? (await ownerOfEvent(tx, ctx, memberId))),
    kind: event.kind,
    severity: severityOf(event.kind),
    at: ctx.clock.now(),
    memberId,
    actorKind: ctx.actor.kind,
    actorId: actorLabel(ctx.actor).id,
    ip: ctx.ip,
    userAgent:
      event.userAgent === undefined || event.userAgent === null
        ? null
        : clean(event.userAgent, MAX_USER_AGENT),
    requestId: ctx.requestId,
    details: Object.fromEntries(
      Object.entries(event.details ?? {}).map(([name, value]) => [
        name,
        typeof value === 'string' ? clean(value, MAX_TEXT) : value,
      ]),
    ),
  })
}

const clean = (text: string, length: number): string => redactText(text).slice(0, length)

/** In the operator's scope, where visitors are, an event about a member belongs to the member's home. */
async function ownerOfEvent(tx: Tx, ctx: RequestContext, memberId: string | null): Promise<Owner> {
  if (ctx.scope.kind !== 'operator' || memberId === null) return ownerOf(ctx.scope)
  return homeOf(await findBindingOwners(tx, memberId))
}
