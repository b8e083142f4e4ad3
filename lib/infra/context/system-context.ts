import { randomUUID } from 'node:crypto'
import type { Clock } from '#lib/core/clock.ts'
import type { Scope } from '#lib/core/scope.ts'
import type { Database } from '#lib/infra/db/index.ts'
import type { Logger } from '#lib/infra/telemetry/logger.ts'
import { grantOf } from '#lib/core/permissions.ts'
import { buildRequestContext, type Actor, type RequestContext } from './request-context.ts'

/** What jobs and the command line know when they begin. */
export interface SystemContextParts {
  readonly scope: Scope
  /** A job acts in the scope of its record; the console with the rights of an operator admin. */
  readonly actor: Extract<Actor, { kind: 'job' | 'console' }>
  readonly database: Database
  readonly clock: Clock
  readonly log: Logger
  readonly requestId?: string
}

/** The context of a job or of the command line. Step-up counts as met: who may read the secret of the installation is beyond it. */
export function systemContext(parts: SystemContextParts): RequestContext {
  const requestId = parts.requestId ?? randomUUID()
  return buildRequestContext({
    scope: parts.scope,
    actor: parts.actor,
    // A job is the system: what it may do is written in its handler. The console is an operator admin.
    grantOf:
      parts.actor.kind === 'job'
        ? () => 'yes'
        : (permission) => (grantOf('operator_admin', permission) === null ? null : 'yes'),
    stepUpUntil: null,
    clock: parts.clock,
    database: parts.database,
    log: parts.log.child({ requestId }),
    requestId,
    ip: null,
  })
}
