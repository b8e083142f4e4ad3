import { contains, type Scope } from '#lib/core/scope.ts'
import type { Tx } from '#lib/infra/db/index.ts'
import type { Binding } from './identity.ts'

/** What of a binding decides what it opens. */
export const BINDING_COLUMNS = {
  id: true,
  role: true,
  platformId: true,
  tenantId: true,
  expiresAt: true,
  lastUsedAt: true,
} as const

/** Columns of a binding as they are stored. */
export interface BindingRow {
  readonly id: string
  readonly role: string
  readonly platformId: string | null
  readonly tenantId: string | null
  readonly expiresAt: Date | null
  readonly lastUsedAt: Date | null
}

/** Use of a role is noted at most this often: an access review asks for days. */
const TOUCH_MS = 600_000

const isStale = (at: Date | null, now: Date): boolean =>
  at === null || now.getTime() - at.getTime() >= TOUCH_MS

/** Notes that a member acts in a scope by every role that opens it. Runs as the role `auth`. */
export async function noteBindingsUsed(
  tx: Tx,
  bindings: readonly Binding[],
  scope: Scope,
  now: Date,
): Promise<void> {
  const ids = bindings.flatMap(({ scope: held, row }) =>
    row !== undefined && contains(held, scope) && isStale(row.lastUsedAt, now) ? [row.id] : [],
  )
  if (ids.length === 0) return
  await tx.roleBinding.updateMany({ where: { id: { in: ids } }, data: { lastUsedAt: now } })
}
