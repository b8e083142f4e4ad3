import type { OpenSession } from '#lib/infra/auth/session.ts'
import { deviceOf } from './device.ts'
import type { SessionView } from './schemas.ts'

/** A session as it is shown; `current` is the id of the one that asks. */
export const toSessionView = (row: OpenSession, current: string | undefined): SessionView => ({
  id: row.id,
  device: deviceOf(row.userAgent).name,
  address: row.ip,
  way: row.way,
  createdAt: row.createdAt.toISOString(),
  lastSeenAt: row.lastSeenAt.toISOString(),
  endsAt: row.deadlines.endsAt.toISOString(),
  isCurrent: row.id === current,
})
