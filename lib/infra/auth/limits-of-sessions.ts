import { isRole } from '#lib/core/permissions.ts'
import {
  DEFAULT_SESSION_LIMITS,
  sessionKindOf,
  type SessionLimit,
  type SessionLimits,
} from '#lib/core/session-limits.ts'
import type { Tx } from '#lib/infra/db/index.ts'
import type { BindingRow } from './binding-row.ts'

/** The limits that are set; where none are, the defaults. Runs as the role `auth` or as staff of the operator. */
export async function readSessionLimits(tx: Tx): Promise<SessionLimits> {
  const rows = await tx.sessionLimit.findMany()
  const of = (kind: keyof SessionLimits): SessionLimit => {
    const { idleMinutes, absoluteMinutes } =
      rows.find((row) => row.kind === kind) ?? DEFAULT_SESSION_LIMITS[kind]
    return { idleMinutes, absoluteMinutes }
  }
  return { admin: of('admin'), on_call: of('on_call'), other: of('other') }
}

/** The limit that binds a member with these bindings now. */
export function limitFor(bindings: readonly BindingRow[], limits: SessionLimits, now: Date): SessionLimit {
  const roles = bindings
    .filter(({ expiresAt }) => expiresAt === null || expiresAt > now)
    .map(({ role }) => role)
    .filter((role) => isRole(role))
  return limits[sessionKindOf(roles)]
}
