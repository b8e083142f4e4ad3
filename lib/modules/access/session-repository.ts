import { KEPT_SESSION_DAYS } from '#lib/core/session-limits.ts'
import { countSessions } from './session-count-repository.ts'
import { readSessionLimits } from '#lib/infra/auth/limits-of-sessions.ts'
import { openSessionsOf, type OpenSession } from '#lib/infra/auth/session.ts'
import type { ScopedDb } from '#lib/infra/context/request-context.ts'
import type { Database } from '#lib/infra/db/index.ts'
import { findMember } from './repository.ts'
import { findBindingsOf } from './sign-in-repository.ts'

/* Everything here runs as the role `auth`: sessions belong to members, and members to no scope. */

/** The open sessions of a member, last used first. */
export const readOpenSessions = async (
  database: Database,
  memberId: string,
  now: Date,
): Promise<readonly OpenSession[]> =>
  await database.asAuth(async (tx) => await openSessionsOf(tx, memberId, now))

/** A member whom the scope of a request can see, or null. */
export const readMember = async (db: ScopedDb, id: string) =>
  await db.read(async (tx) => await findMember(tx, id))

/** Every binding of a member, also those that the scope of a request cannot see: for decisions, not for eyes. */
export const readAllBindings = async (database: Database, memberId: string) =>
  await database.asAuth(async (tx) => await findBindingsOf(tx, memberId))

/** The limits of sessions, and how many there are. */
export const readSessionFigures = async (database: Database, now: Date) =>
  await database.asAuth(async (tx) => {
    const { oldestEndedAt, ...counts } = await countSessions(tx, now)
    return {
      limits: await readSessionLimits(tx),
      ...counts,
      keptDays: KEPT_SESSION_DAYS,
      oldestEndedAt: oldestEndedAt?.toISOString() ?? null,
    }
  })
