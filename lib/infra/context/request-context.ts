import type { Clock } from '#lib/core/clock.ts'
import { DomainError, forbidden, lookingAsTenant } from '#lib/core/errors.ts'
import type { MemberId } from '#lib/core/ids.ts'
import { SOURCE_LANGUAGE, type Language } from '#lib/core/language.ts'
import { isReading, type Grant, type Permission } from '#lib/core/permissions.ts'
import type { Say } from '#lib/core/say.ts'
import type { Scope } from '#lib/core/scope.ts'
import type { ViewAs } from '#lib/infra/auth/view-as.ts'
import type { Database, Tx } from '#lib/infra/db/index.ts'
import type { Logger } from '#lib/infra/telemetry/logger.ts'
import { sayIn } from '#lib/core/words.ts'

/** Who acts. Members and keys are limited by their bindings; jobs and the console act as the system. */
export type Actor =
  | { readonly kind: 'member'; readonly id: MemberId; readonly name: string; readonly email: string }
  | { readonly kind: 'api_key'; readonly id: string; readonly name: string }
  | { readonly kind: 'source'; readonly id: string; readonly name: string }
  | {
      readonly kind: 'scim'
      readonly id: string
      readonly name: string
      /** The end of the role of whoever was shown the credential that came with this request; null where that lasts. */
      readonly makerUntil: Date | null
    }
  | { readonly kind: 'job'; readonly name: string }
  | { readonly kind: 'console'; readonly user: string }

/** The database as one request may use it: every transaction sees exactly the scope of the request. */
export interface ScopedDb {
  /** One read-write transaction; commits when `fn` resolves. */
  tx<T>(fn: (tx: Tx) => Promise<T>): Promise<T>
  /** One transaction in which Postgres refuses writes. */
  read<T>(fn: (tx: Tx) => Promise<T>): Promise<T>
}

/** Everything a verb needs to know about the request it serves. */
export interface RequestContext {
  readonly scope: Scope
  readonly actor: Actor
  /** How far the actor is granted a permission in this scope; null when not at all. */
  readonly grantOf: (permission: Permission) => Grant | null
  /** The widest scope at or above this one in which the actor holds a permission; left out for the system itself. */
  readonly heldFrom?: ((permission: Permission) => Scope | null) | undefined
  /** Until when actions that need step-up are open; null when no second factor was shown. */
  readonly stepUpUntil: Date | null
  readonly clock: Clock
  /** The language of whoever reads the answer: English for programs, and for what is kept. */
  readonly language: Language
  /** Says a text of the server in that language. */
  readonly say: Say
  readonly db: ScopedDb
  readonly log: Logger
  readonly requestId: string
  /** Address of the caller, for audit entries; null for jobs. */
  readonly ip: string | null
  /** Set while the member looks as the tenant of the scope: every transaction is read-only. */
  readonly viewAs?: ViewAs | undefined
  /** True for whoever may only look: Postgres refuses every write of theirs. */
  readonly readOnly?: boolean | undefined
}

/** The parts a context is made of. */
export interface ContextParts {
  readonly scope: Scope
  readonly actor: Actor
  readonly grantOf: (permission: Permission) => Grant | null
  readonly heldFrom?: ((permission: Permission) => Scope | null) | undefined
  readonly stepUpUntil: Date | null
  readonly clock: Clock
  /** The language of whoever reads the answer; English where nobody asks for one. */
  readonly language?: Language | undefined
  readonly database: Database
  readonly log: Logger
  readonly requestId: string
  readonly ip: string | null
  readonly viewAs?: ViewAs | undefined
  /** True for whoever may only look: Postgres refuses every write in such a context. */
  readonly readOnly?: boolean
}

/** Builds a context. Called in exactly three files: http-context, page-context and system-context. */
export function buildRequestContext(parts: ContextParts): RequestContext {
  const { scope, actor, database, viewAs, language = SOURCE_LANGUAGE } = parts
  // Whoever looks as the tenant is nobody there: no row of their own is among those of the tenant.
  const memberId = actor.kind === 'member' && viewAs === undefined ? actor.id : undefined
  return {
    scope,
    actor,
    grantOf: parts.grantOf,
    heldFrom: parts.heldFrom,
    stepUpUntil: parts.stepUpUntil,
    clock: parts.clock,
    language,
    say: sayIn(language),
    log: parts.log,
    requestId: parts.requestId,
    ip: parts.ip,
    viewAs,
    readOnly: parts.readOnly,
    db: {
      tx: async (fn) =>
        await database.withScope(scope, fn, {
          memberId,
          readOnly: parts.readOnly === true,
          viewAs: viewAs !== undefined,
        }),
      read: async (fn) => await database.withScope(scope, fn, { memberId, readOnly: true }),
    },
  }
}

/** Whether a permission that reaches only one's own things may be used here. */
export interface AuthorizeOptions {
  /** True when the object at hand belongs to the actor. */
  readonly own?: boolean
  /** True where the second person is asked for, and nothing is done yet. */
  readonly asking?: boolean
  /** True where whoever may only look needs no second factor: the canary job has none, and takes nothing away. */
  readonly looking?: boolean
}

/**
 * Refuses unless the actor may do this here. Throws `forbidden` without the permission, `step_up_required` when the
 * second factor was not shown within the last five minutes, and `precondition_failed` for what nobody does alone: that is
 * requested, and carried out by a job once a second person approved.
 */
export function authorize(ctx: RequestContext, permission: Permission, options: AuthorizeOptions = {}): void {
  if (ctx.viewAs !== undefined && !isReading(permission)) throw lookingAsTenant()
  const grant = ctx.grantOf(permission)
  if (grant === null) throw forbidden(permission)
  if (grant === 'own' && options.own !== true) throw forbidden(permission)
  if (needsFactor(grant) && !mayLookWithout(ctx, options)) requireStepUp(ctx)
  if ((grant === 'second' || grant === 'step_up_second') && options.asking !== true) {
    throw new DomainError(
      'precondition_failed',
      `Nobody does this alone: ${permission} needs a second person. Request it, and another holder approves.`,
    )
  }
}

const needsFactor = (grant: Grant): boolean => grant === 'step_up' || grant === 'step_up_second'

const mayLookWithout = ({ readOnly }: RequestContext, { looking }: AuthorizeOptions): boolean =>
  looking === true && readOnly === true

/** Throws `step_up_required` unless the second factor was shown within the last five minutes. */
function requireStepUp(ctx: RequestContext): void {
  if (ctx.stepUpUntil !== null && ctx.stepUpUntil > ctx.clock.now()) return
  throw new DomainError(
    'step_up_required',
    'Show your second factor first: this is open for five minutes after it.',
  )
}

/** Id and name of the actor as they are recorded in timelines and audit entries. */
export function actorLabel(actor: Actor): { readonly id: string; readonly name: string } {
  switch (actor.kind) {
    case 'member':
    case 'api_key':
    case 'source':
    case 'scim':
      return { id: actor.id, name: actor.name }
    case 'job':
      return { id: actor.name, name: `Bailiwick (${actor.name})` }
    case 'console':
      return { id: 'console', name: `Console (${actor.user})` }
  }
}
