import type { Prisma } from '#prisma'
import { inOrderOf } from '#lib/core/list-page.ts'
import { literally } from '#lib/core/literally.ts'
import type { Tx } from '#lib/infra/db/index.ts'
import type { MemberSort } from './domain/member-sorts.ts'
import { BINDING, MEMBER } from './repository.ts'

/** Which part of the list of members is read. */
export interface MemberPage {
  /** Part of the name or of the address. */
  readonly text: string | undefined
  readonly sort: MemberSort
  /** The last member before it. */
  readonly after: string | undefined
  readonly take: number
}

const whereOf = (text: string | undefined): Prisma.MemberWhereInput => {
  if (text === undefined) return {}
  const contains = { contains: literally(text), mode: 'insensitive' as const }
  return { OR: [{ name: contains }, { email: contains }] }
}

// The ids of members grow with the time at which they came.
const BY_NAME: Prisma.MemberOrderByWithRelationInput[] = [{ name: 'asc' }, { id: 'asc' }]
const ORDERS: Readonly<Record<MemberSort, Prisma.MemberOrderByWithRelationInput[]>> = {
  since: [{ id: 'asc' }],
  '-since': [{ id: 'desc' }],
  name: BY_NAME,
  '-name': [{ name: 'desc' }, { id: 'asc' }],
  state: [{ state: 'asc' }, ...BY_NAME],
  '-state': [{ state: 'desc' }, ...BY_NAME],
}

const WITH_BINDINGS = {
  ...MEMBER,
  bindings: { select: BINDING, orderBy: [{ createdAt: 'asc' }, { id: 'asc' }] },
} satisfies Prisma.MemberSelect

/** Members with the bindings that the scope can see, in an order, behind one of them. */
export const findMembers = async (tx: Tx, { text, sort, after, take }: MemberPage) =>
  await tx.member.findMany({
    where: whereOf(text),
    orderBy: ORDERS[sort],
    take,
    ...(after === undefined ? {} : { cursor: { id: after }, skip: 1 }),
    select: WITH_BINDINGS,
  })

/** The ids of all members that pass the filter, in an order. */
export async function findMemberIds(tx: Tx, text: string | undefined, sort: MemberSort): Promise<string[]> {
  const rows = await tx.member.findMany({ where: whereOf(text), orderBy: ORDERS[sort], select: { id: true } })
  return rows.map(({ id }) => id)
}

/** The members with these ids that are still there, in their order, with the bindings that the scope can see. */
export async function findMembersInTurn(tx: Tx, ids: readonly string[]) {
  return inOrderOf(ids, await tx.member.findMany({ where: { id: { in: [...ids] } }, select: WITH_BINDINGS }))
}

/** Whether a member is in the list: the database reads on from nowhere else without leaving out a row. */
export const isListedMember = async (tx: Tx, id: string, text: string | undefined): Promise<boolean> =>
  (await tx.member.count({ where: { AND: [{ id }, whereOf(text)] } })) > 0

/** How many members pass the filter. */
export const countMembers = async (tx: Tx, text: string | undefined): Promise<number> =>
  await tx.member.count({ where: whereOf(text) })
