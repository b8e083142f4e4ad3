import { DomainError, invalidField } from '#lib/core/errors.ts'
import type { Role } from '#lib/core/permissions.ts'
import type { RequestContext } from '#lib/infra/context/request-context.ts'
import { lackingFor } from '#lib/modules/access/domain/roles.ts'
import { mappableRoles } from './domain/role-mapping.ts'

interface Mapped {
  readonly mapping?: readonly { readonly role: Role }[] | undefined
  readonly defaultRole?: Role | null | undefined
}

/** Refuses roles that no group may give here, or that hold a permission which the actor lacks; names the field. */
export function requireMappable(ctx: RequestContext, { mapping = [], defaultRole = null }: Mapped): void {
  mapping.forEach(({ role }, at) => requireRole(ctx, role, `mapping.${at}.role`))
  if (defaultRole !== null) requireRole(ctx, defaultRole, 'defaultRole')
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
