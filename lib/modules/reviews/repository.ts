import type { Prisma } from '#prisma'
import type { Owner } from '#lib/core/scope.ts'
import { newId, notOver, type Tx } from '#lib/infra/db/index.ts'

const COLUMNS = {
  id: true,
  memberId: true,
  role: true,
  platformId: true,
  tenantId: true,
  createdAt: true,
  expiresAt: true,
  lastUsedAt: true,
  confirmedAt: true,
  providerId: true,
  scimGroupId: true,
  member: { select: { id: true, name: true, email: true, state: true } },
  reviewer: { select: { name: true } },
} as const

/** A binding as it is reviewed. */
export type ReviewRow = Prisma.RoleBindingGetPayload<{ select: typeof COLUMNS }>

/** Which bindings are asked for, and the moments by which they are judged. */
export interface ReviewFilter {
  readonly show: 'all' | 'open' | 'unused'
  readonly now: Date
  /** What was confirmed or used before is due. */
  readonly cutoff: Date
}

const isOpen = (cutoff: Date) => ({ OR: [{ confirmedAt: null }, { confirmedAt: { lt: cutoff } }] })

const isIdle = (cutoff: Date) => ({
  OR: [{ lastUsedAt: { lt: cutoff } }, { lastUsedAt: null, createdAt: { lt: cutoff } }],
})

const whereOf = ({ show, now, cutoff }: ReviewFilter): Prisma.RoleBindingWhereInput => ({
  AND: [
    notOver(now),
    ...(show === 'open' ? [isOpen(cutoff)] : []),
    ...(show === 'unused' ? [isIdle(cutoff)] : []),
  ],
})

/** A page of the bindings that the scope can see and that grant something, oldest first. */
export const findReviewed = async (
  tx: Tx,
  filter: ReviewFilter,
  page: { readonly after: string | undefined; readonly limit: number },
): Promise<ReviewRow[]> =>
  await tx.roleBinding.findMany({
    where: { ...whereOf(filter), ...(page.after === undefined ? {} : { id: { gt: page.after } }) },
    orderBy: { id: 'asc' },
    take: page.limit,
    select: COLUMNS,
  })

/** How many bindings the scope can see that fit. */
export const countReviewed = async (tx: Tx, filter: ReviewFilter): Promise<number> =>
  await tx.roleBinding.count({ where: whereOf(filter) })

/** The bindings with these ids that the scope can see and that grant something. */
export const findReviewedById = async (tx: Tx, ids: readonly string[], now: Date): Promise<ReviewRow[]> =>
  await tx.roleBinding.findMany({
    where: { id: { in: [...ids] }, ...notOver(now) },
    orderBy: { id: 'asc' },
    select: COLUMNS,
  })

/** Notes that somebody let bindings stand; returns how many of them the scope owns. */
export const noteConfirmed = async (
  tx: Tx,
  ids: readonly string[],
  by: { readonly memberId: string; readonly at: Date },
): Promise<number> =>
  (
    await tx.roleBinding.updateMany({
      where: { id: { in: [...ids] } },
      data: { confirmedAt: by.at, confirmedBy: by.memberId },
    })
  ).count

/** A decision to be kept. */
export interface NewDecision {
  readonly binding: Owner & {
    readonly id: string
    readonly memberId: string
    readonly role: string
    readonly lastUsedAt: Date | null
    readonly member: { readonly name: string }
  }
  readonly decision: 'confirmed' | 'removed'
  readonly reason: string | null
  readonly by: { readonly id: string; readonly name: string }
  readonly at: Date
}

/** Keeps a decision. */
export async function insertDecision(
  tx: Tx,
  { binding, decision, reason, by, at }: NewDecision,
): Promise<void> {
  await tx.accessReview.create({
    data: {
      id: newId(),
      platformId: binding.platformId,
      tenantId: binding.tenantId,
      bindingId: binding.id,
      memberId: binding.memberId,
      memberName: binding.member.name,
      role: binding.role,
      lastUsedAt: binding.lastUsedAt,
      decision,
      reason,
      decidedBy: by.id,
      decidedByName: by.name,
      decidedAt: at,
    },
    select: { id: true },
  })
}

/** A page of decisions that the scope can see, newest first. */
export const findDecisions = async (
  tx: Tx,
  page: { readonly after: string | undefined; readonly limit: number },
) =>
  await tx.accessReview.findMany({
    where: page.after === undefined ? {} : { id: { lt: page.after } },
    orderBy: { id: 'desc' },
    take: page.limit,
  })
