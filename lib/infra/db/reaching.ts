import type { Prisma } from '#prisma'
import type { Owner } from '#lib/core/scope.ts'
import { notOver } from './not-over.ts'

/** The condition on role bindings that they reach the rows of an owner, from its own scope or from one above, and are not over. */
export const reaching = ({ platformId, tenantId }: Owner, now: Date): Prisma.RoleBindingWhereInput => ({
  AND: [
    notOver(now),
    {
      OR: [
        { platformId: null },
        ...(platformId === null ? [] : [{ platformId, tenantId: null }]),
        ...(tenantId === null ? [] : [{ platformId, tenantId }]),
      ],
    },
  ],
})
