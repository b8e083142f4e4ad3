import type { Clock } from '#lib/core/clock.ts'
import type { Grant, Permission } from '#lib/core/permissions.ts'
import { sayInEnglish } from '#lib/core/say.ts'
import type { Scope } from '#lib/core/scope.ts'
import type { RequestContext } from '#lib/infra/context/request-context.ts'
import { createLogger } from '#lib/infra/telemetry/logger.ts'

/** A context without a database, for code that must not touch one; every transaction is an error. */
export function buildTestContext(
  scope: Scope,
  clock: Clock,
  grantOf: (permission: Permission) => Grant | null,
): RequestContext {
  const refuse = async (): Promise<never> => await Promise.reject(new Error('this test has no database'))
  return {
    scope,
    actor: { kind: 'job', name: 'test' },
    grantOf,
    stepUpUntil: null,
    clock,
    language: 'en',
    say: sayInEnglish,
    db: { tx: refuse, read: refuse },
    log: createLogger('test', 'error'),
    requestId: 'test',
    ip: null,
  }
}
