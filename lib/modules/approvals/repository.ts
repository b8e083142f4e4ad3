import type { Prisma } from '#prisma'
import type { Owner } from '#lib/core/scope.ts'
import type { Tx } from '#lib/infra/db/index.ts'
import type { ApprovalState } from './domain/approval-state.ts'

const COLUMNS = {
  id: true,
  platformId: true,
  tenantId: true,
  permission: true,
  action: true,
  input: true,
  target: true,
  reason: true,
  state: true,
  requestedBy: true,
  requestedByName: true,
  createdAt: true,
  expiresAt: true,
  notBefore: true,
  decidedBy: true,
  decidedByName: true,
  decidedAt: true,
  decisionReason: true,
  doneAt: true,
  result: true,
  error: true,
} as const

/** A request as it is stored. */
export type RequestRow = Prisma.ApprovalRequestGetPayload<{ select: typeof COLUMNS }>

/** A request to be kept. */
export interface NewRequest {
  readonly id: string
  readonly owner: Owner
  readonly permission: string
  readonly action: string
  readonly input: string
  readonly target: string
  readonly reason: string
  readonly requestedBy: string
  readonly requestedByName: string
  readonly createdAt: Date
  readonly expiresAt: Date
  readonly notBefore: Date | null
}

/** Inserts a waiting request. */
export const insertRequest = async (tx: Tx, { owner, ...row }: NewRequest): Promise<RequestRow> =>
  await tx.approvalRequest.create({
    data: { ...row, platformId: owner.platformId, tenantId: owner.tenantId },
    select: COLUMNS,
  })

/** True when the same is waiting already: asked for by the same member, for the same input. */
export const isAskedAlready = async (
  tx: Tx,
  where: { readonly requestedBy: string; readonly action: string; readonly input: string },
): Promise<boolean> =>
  (await tx.approvalRequest.findFirst({ where: { ...where, state: 'waiting' }, select: { id: true } })) !==
  null

/** A request that the scope can see, or null. */
export const findRequest = async (tx: Tx, id: string): Promise<RequestRow | null> =>
  await tx.approvalRequest.findUnique({ where: { id }, select: COLUMNS })

/** A request that the scope can see, held until the transaction ends; null when there is none. */
export async function lockRequest(tx: Tx, id: string): Promise<RequestRow | null> {
  await tx.$queryRaw`select 1 from approval_request where id = ${id}::uuid for no key update`
  return await findRequest(tx, id)
}

/** Whose requests a reader may see: the own ones, and those for whose permission they could be the second person. */
export interface Reader {
  /** Null for keys, jobs and the console. */
  readonly memberId: string | null
  readonly permissions: readonly string[]
}

/** The requests with these ids that are still there. */
export const findRequestsById = async (tx: Tx, ids: readonly string[]): Promise<RequestRow[]> =>
  await tx.approvalRequest.findMany({ where: { id: { in: [...ids] } }, select: COLUMNS })

/** How many requests wait for a decision of somebody who holds these permissions and did not ask themselves. */
export const countWaiting = async (
  tx: Tx,
  decider: { readonly memberId: string; readonly permissions: readonly string[]; readonly now: Date },
): Promise<number> =>
  await tx.approvalRequest.count({
    where: {
      state: 'waiting',
      expiresAt: { gt: decider.now },
      requestedBy: { not: decider.memberId },
      permission: { in: [...decider.permissions] },
    },
  })

/** What becomes of a request. */
export interface RequestChange {
  readonly state: ApprovalState
  readonly expiresAt?: Date
  readonly notBefore?: Date | null
  readonly decidedBy?: string | null
  readonly decidedByName?: string
  readonly decidedAt?: Date
  readonly decisionReason?: string
  readonly doneAt?: Date
  readonly result?: string
  readonly error?: string
}

/** Notes what became of a request that was locked before. */
export const changeRequest = async (tx: Tx, id: string, data: RequestChange): Promise<RequestRow> =>
  await tx.approvalRequest.update({ where: { id }, data, select: COLUMNS })

/** Takes an approved request for carrying it out; false when somebody else has it, or it is not approved any more. */
export const claimRequest = async (
  tx: Tx,
  id: string,
  { now, until }: { readonly now: Date; readonly until: Date },
): Promise<boolean> =>
  (
    await tx.approvalRequest.updateMany({
      where: {
        id,
        state: 'approved',
        OR: [{ claimedUntil: null }, { claimedUntil: { lte: now } }],
      },
      data: { claimedUntil: until },
    })
  ).count === 1

/** The requests, wherever they were made, whose input names a tenant by its id. */
export const findRequestsAbout = async (tx: Tx, tenantId: string): Promise<string[]> =>
  (
    await tx.approvalRequest.findMany({
      where: { input: { contains: tenantId }, OR: [{ tenantId: null }, { tenantId: { not: tenantId } }] },
      select: { id: true },
    })
  ).map(({ id }) => id)

/** Takes the name of a tenant out of requests about it: what stays is its id, who asked, who decided, and when. */
export async function forgetRequestsAbout(
  tx: Tx,
  ids: readonly string[],
  tenant: { readonly tenantId: string; readonly name: string; readonly target: string },
): Promise<number> {
  const { tenantId, name, target } = tenant
  const input = JSON.stringify({ tenantId })
  return await tx.$executeRaw`
    update approval_request
       set target = ${target}, input = ${input}, reason = replace(reason, ${name}, '(erased)'),
           decision_reason = replace(decision_reason, ${name}, '(erased)'), result = replace(result, ${name}, '(erased)'),
           error = replace(error, ${name}, '(erased)')
     where id = any (${ids}::uuid[])`
}
