import { notFound } from '#lib/core/errors.ts'
import type { Owner } from '#lib/core/scope.ts'
import type { RequestContext } from '#lib/infra/context/request-context.ts'
import type { Tx } from '#lib/infra/db/index.ts'

interface OwnedBy {
  readonly id: string
  readonly platformId: string | null
  readonly tenantId: string | null
}

/** The columns of rows that always belong to a platform. */
const placed = ({ id, platformId, tenantId }: OwnedBy) => ({ id, platformId: platformId ?? '', tenantId })

const select = { id: true } as const

/** An id that nobody has, where a column is never null. */
const NOBODY = '00000000-0000-0000-0000-000000000000'
const FIND = {
  alert: async (tx: Tx, by: OwnedBy) => await tx.alert.findFirst({ where: placed(by), select }),
  incident: async (tx: Tx, by: OwnedBy) => await tx.incident.findFirst({ where: placed(by), select }),
  delivery: async (tx: Tx, by: OwnedBy) => await tx.delivery.findFirst({ where: placed(by), select }),
  service: async (tx: Tx, by: OwnedBy) => await tx.service.findFirst({ where: placed(by), select }),
  invitation: async (tx: Tx, where: OwnedBy) => await tx.invitation.findFirst({ where, select }),
  apiKey: async (tx: Tx, where: OwnedBy) => await tx.apiKey.findFirst({ where, select }),
  approvalRequest: async (tx: Tx, where: OwnedBy) => await tx.approvalRequest.findFirst({ where, select }),
  notice: async (tx: Tx, where: OwnedBy) => await tx.notice.findFirst({ where, select }),
  tenantExport: async (tx: Tx, { id, platformId, tenantId }: OwnedBy) =>
    await tx.tenantExport.findFirst({
      where: { id, platformId: platformId ?? NOBODY, tenantId: tenantId ?? NOBODY },
      select,
    }),
  rule: async (tx: Tx, by: OwnedBy) => await tx.rule.findFirst({ where: placed(by), select }),
}

/** A kind of record that a job may name. */
export type OwnedKind = keyof typeof FIND

/**
 * Refuses a job that names somebody else's record: a job runs in the scope of a platform, which sees all of its tenants,
 * so the id in the payload has to belong to exactly the owner of the job's own record. Throws `not_found`.
 */
export async function requireOwned(
  ctx: RequestContext,
  kind: OwnedKind,
  id: string,
  owner: Owner,
): Promise<void> {
  const found = await ctx.db.read(async (tx) => await FIND[kind](tx, { id, ...owner }))
  if (found === null) throw notFound()
}

/** Refuses a job about a member whose bindings do not reach the owner of the job's record. Throws `not_found`. */
export async function requireWithinReach(
  ctx: RequestContext,
  memberId: string,
  { platformId, tenantId }: Owner,
): Promise<void> {
  const above = [{ platformId: null }, { platformId, tenantId: null }, { platformId, tenantId }]
  const found = await ctx.db.read(
    async (tx) => await tx.roleBinding.findFirst({ where: { memberId, OR: above }, select }),
  )
  if (found === null) throw notFound()
}
