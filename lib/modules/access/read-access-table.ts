import { JOB_GRANTS } from '#lib/core/job-permissions.ts'
import { grantOf, PERMISSIONS, ROLES, type Permission } from '#lib/core/permissions.ts'
import { authorize, type RequestContext } from '#lib/infra/context/request-context.ts'
import { areaOf } from './domain/permission-area.ts'
import type { AccessRow, ReadAccessTableOutput } from './schemas.ts'

const grantsOf = (permission: Permission): AccessRow['grants'] => {
  const of = (role: (typeof ROLES)[number]): AccessRow['here'] => grantOf(role, permission)
  return {
    operator_admin: of('operator_admin'),
    platform_admin: of('platform_admin'),
    operator: of('operator'),
    on_call: of('on_call'),
    security: of('security'),
    finance: of('finance'),
    compliance: of('compliance'),
    auditor: of('auditor'),
    viewer: of('viewer'),
    tenant_admin: of('tenant_admin'),
    tenant_viewer: of('tenant_viewer'),
  }
}

/**
 * Who may do what: the access table that everything else reads, what whoever asks may do in this scope, and what jobs may
 * do.
 */
export async function readAccessTable(ctx: RequestContext): Promise<ReadAccessTableOutput> {
  authorize(ctx, 'access:read')
  const rows = PERMISSIONS.map((permission) => ({
    permission,
    area: areaOf(permission),
    grants: grantsOf(permission),
    here: ctx.grantOf(permission),
  }))
  const jobs = [...JOB_GRANTS].map(([name, { startedBy, permissions }]) => ({
    name,
    startedBy,
    permissions: [...permissions],
  }))
  return await Promise.resolve({ roles: [...ROLES], rows, jobs })
}
