import { DomainError, invalidField } from '#lib/core/errors.ts'
import type { Role } from '#lib/core/permissions.ts'
import type { RequestContext } from '#lib/infra/context/request-context.ts'
import type { Runtime } from '#lib/infra/context/runtime.ts'
import { requireLasting } from '#lib/modules/access/index.ts'
import { lackingFor } from '#lib/modules/access/domain/roles.ts'
import { mappableRoles } from './domain/role-mapping.ts'

/** The roles that the groups of a provider give. */
export interface Mapped {
  readonly mapping?: readonly { readonly role: Role }[] | undefined
  readonly defaultRole?: Role | null | undefined
}

/**
 * Refuses roles that no group may give here, or that hold a permission which the actor lacks or holds until a moment only;
 * names the field.
 */
export async function requireMappable(
  ctx: RequestContext,
  { mapping = [], defaultRole = null }: Mapped,
  own: Runtime,
): Promise<void> {
  const grants = [
    ...mapping.map(({ role }, at) => ({ role, field: `mapping.${at}.role` })),
    ...(defaultRole === null ? [] : [{ role: defaultRole, field: 'defaultRole' }]),
  ]
  for (const { role, field } of grants) requireRole(ctx, role, field)
  await requireLasting(ctx, grants, own)
}

function requireRole(ctx: RequestContext, role: Role, field: string): void {
  const possible = mappableRoles(ctx.scope.kind)
  if (!possible.includes(role)) {
    throw invalidField(field, `groups cannot give the role ${role} here; possible are ${possible.join(', ')}`)
  }
  const lacking = lackingFor(role, ctx.grantOf)
  if (lacking !== null) {
    throw new DomainError(
      'forbidden',
      `The role ${role} includes ${lacking}, which you lack here: nobody grants what they lack.`,
    )
  }
}
