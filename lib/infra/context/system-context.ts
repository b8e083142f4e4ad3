import { randomUUID } from 'node:crypto'
import type { Clock } from '#lib/core/clock.ts'
import type { Scope } from '#lib/core/scope.ts'
import type { Database } from '#lib/infra/db/index.ts'
import type { Logger } from '#lib/infra/telemetry/logger.ts'
import { grantOf, type Permission } from '#lib/core/permissions.ts'
import { buildRequestContext, type RequestContext } from './request-context.ts'

/** Who acts when no member, key or source does. */
export type SystemActor =
  | {
      readonly kind: 'job'
      readonly name: string
      /** All that it may do: what the table of jobs says, and what two members gave it together. */
      readonly permissions: readonly Permission[]
    }
  | { readonly kind: 'console'; readonly user: string }

/** What jobs and the command line know when they begin. */
export interface SystemContextParts {
  readonly scope: Scope
  /** A job acts in the scope of its record; the console with the rights of an operator admin. */
  readonly actor: SystemActor
  readonly database: Database
  readonly clock: Clock
  readonly log: Logger
  readonly requestId?: string
}

/** The context of a job or of the command line. Step-up counts as met: who may read the secret of the installation is beyond it. */
export function systemContext(parts: SystemContextParts): RequestContext {
  const requestId = parts.requestId ?? randomUUID()
  const { actor } = parts
  return buildRequestContext({
    scope: parts.scope,
    actor: actor.kind === 'job' ? { kind: 'job', name: actor.name } : actor,
    grantOf: (permission) => (mayDo(actor, permission) ? 'yes' : null),
    stepUpUntil: null,
    clock: parts.clock,
    database: parts.database,
    log: parts.log.child({ requestId }),
    requestId,
    ip: null,
  })
}

/** The console is an operator admin; a job may do what it was declared with. */
const mayDo = (actor: SystemActor, permission: Permission): boolean =>
  actor.kind === 'job'
    ? actor.permissions.includes(permission)
    : grantOf('operator_admin', permission) !== null
