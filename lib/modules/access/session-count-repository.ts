import { ROLES } from '#lib/core/permissions.ts'
import { sessionKindOf, type SessionKind } from '#lib/core/session-limits.ts'
import type { Tx } from '#lib/infra/db/index.ts'
import { readSessionLimits } from '#lib/infra/auth/limits-of-sessions.ts'

/** How many sessions there are. */
export interface SessionCounts {
  readonly open: number
  /** The others, which are kept as a record. */
  readonly kept: number
  /** When the oldest of these was ended. */
  readonly oldestEndedAt: Date | null
}

const rolesOf = (kind: SessionKind): string[] => ROLES.filter((role) => sessionKindOf([role]) === kind)

/** Counts the sessions of everybody, in the database: the limits of each are those of its member's present roles. */
export async function countSessions(tx: Tx, now: Date): Promise<SessionCounts> {
  const { admin, on_call: onCall, other } = await readSessionLimits(tx)
  const [counted] = await tx.$queryRaw<{ open: number; all: number; oldestEndedAt: Date | null }[]>`
    with limits (kind, idle, absolute) as (values
      ('admin', ${admin.idleMinutes}::int, ${admin.absoluteMinutes}::int),
      ('on_call', ${onCall.idleMinutes}::int, ${onCall.absoluteMinutes}::int),
      ('other', ${other.idleMinutes}::int, ${other.absoluteMinutes}::int)),
    holder as (
      select member.id, case
        when bool_or(role_binding.role = any(${rolesOf('admin')}::text[])) then 'admin'
        when bool_or(role_binding.role = any(${rolesOf('on_call')}::text[])) then 'on_call'
        else 'other' end as kind
      from member left join role_binding on role_binding.member_id = member.id
        and (role_binding.expires_at is null or role_binding.expires_at > ${now})
      where member.state = 'active'
      group by member.id)
    select
      count(*)::int as "all",
      min(session.ended_at) as "oldestEndedAt",
      (count(*) filter (where session.ended_at is null and session.expires_at > ${now}
        and session.created_at + make_interval(mins => limits.absolute) > ${now}
        and session.last_seen_at + make_interval(mins => limits.idle) > ${now}))::int as "open"
    from session
      left join holder on holder.id = session.member_id
      left join limits on limits.kind = holder.kind`
  const { open, all, oldestEndedAt } = counted ?? { open: 0, all: 0, oldestEndedAt: null }
  return { open, kept: all - open, oldestEndedAt }
}
