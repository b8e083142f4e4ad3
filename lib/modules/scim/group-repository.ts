import type { Prisma } from '#prisma'
import type { Tx } from '#lib/infra/db/index.ts'
import type { GroupAttributes, StoredGroup } from './protocol/resources.ts'
import { columns, type PageOf, type ScimOwner } from './repository.ts'
import { whereOf } from './where-of.ts'

/** Columns of groups, and their members, that filters may name. */
export type GroupColumn = 'id' | 'displayName' | 'externalId' | 'createdAt' | 'updatedAt' | 'members'

const GROUP = {
  id: true,
  displayName: true,
  externalId: true,
  role: true,
  createdAt: true,
  updatedAt: true,
  users: { select: { user: { select: { id: true, userName: true, memberId: true } } } },
} as const

/** A group with its role and its users. */
export interface ScimGroupRow extends StoredGroup {
  readonly role: string | null
  readonly members: readonly { readonly id: string; readonly userName: string; readonly memberId: string }[]
}

type GroupFound = Prisma.ScimGroupGetPayload<{ select: typeof GROUP }>
const toGroup = ({ users, ...row }: GroupFound): ScimGroupRow => ({
  ...row,
  members: users.map(({ user }) => user),
})

/** The same without members: groups may have thousands. */
const NAMES = { ...GROUP, users: { take: 0, select: GROUP.users.select } } as const

/** A page of groups of exactly this owner, in the order in which they came, and how many match. */
export async function findGroups(
  tx: Tx,
  owner: ScimOwner,
  page: PageOf<GroupColumn> & { readonly hasMembers: boolean },
) {
  const where = { AND: [columns(owner), whereOf(page.condition)] }
  const total = await tx.scimGroup.count({ where })
  const { skip, take } = page
  const rows =
    take === 0
      ? []
      : await tx.scimGroup.findMany({
          where,
          orderBy: { id: 'asc' },
          skip,
          take,
          select: page.hasMembers ? GROUP : NAMES,
        })
  return { total, groups: rows.map((row) => toGroup(row)) }
}

/** A group of exactly this owner, or null. */
export async function findGroup(
  tx: Tx,
  owner: ScimOwner,
  id: string,
  hasMembers = true,
): Promise<ScimGroupRow | null> {
  const select = hasMembers ? GROUP : NAMES
  const row = await tx.scimGroup.findFirst({ where: { id, ...columns(owner) }, select })
  return row === null ? null : toGroup(row)
}

/** A group of this owner that has the name already; null when there is none. */
export const findGroupNamed = async (tx: Tx, owner: ScimOwner, displayName: string) =>
  await tx.scimGroup.findFirst({
    where: { ...columns(owner), displayNameKey: displayName.toLowerCase() },
    select: { id: true },
  })

type GroupNames = Pick<GroupAttributes, 'displayName' | 'externalId'>

const named = ({ displayName, externalId }: GroupNames) => ({
  displayName,
  externalId,
  displayNameKey: displayName.toLowerCase(),
})

/** Inserts a group without members; returns its id. */
export const insertGroup = async (
  tx: Tx,
  { owner, group, now }: { owner: ScimOwner; group: GroupNames; now: Date },
): Promise<string> =>
  (
    await tx.scimGroup.create({
      data: { ...named(group), ...columns(owner), createdAt: now, updatedAt: now },
      select: { id: true },
    })
  ).id

/** Changes the names of a group. */
export const changeGroup = async (tx: Tx, id: string, group: GroupNames, now: Date): Promise<void> => {
  await tx.scimGroup.update({
    where: { id },
    data: { ...named(group), updatedAt: now },
    select: { id: true },
  })
}

/** Gives everybody in a group a role, or none. */
export const changeGroupRole = async (tx: Tx, id: string, role: string | null, now: Date): Promise<void> => {
  await tx.scimGroup.update({
    where: { id },
    data: { role, roleSetAt: now, updatedAt: now },
    select: { id: true },
  })
}

/** The roles that groups of exactly this owner give, each once. */
export const findMappedRoles = async (tx: Tx, owner: ScimOwner): Promise<string[]> => {
  const rows = await tx.scimGroup.findMany({
    where: { ...columns(owner), role: { not: null } },
    distinct: ['role'],
    select: { role: true },
  })
  return rows.flatMap(({ role }) => role ?? [])
}

/** Removes a group; its users stay. */
export const deleteGroup = async (tx: Tx, id: string): Promise<void> => {
  await tx.scimGroup.delete({ where: { id }, select: { id: true } })
}

/** How many rows go into the database in one statement, which takes so and so many values. */
const AT_ONCE = 5000

/** Takes users out of a group and puts others in. */
export async function changeGroupUsers(
  tx: Tx,
  {
    owner,
    groupId,
    left,
    joined,
  }: {
    readonly owner: ScimOwner
    readonly groupId: string
    readonly left: readonly string[]
    readonly joined: readonly string[]
  },
): Promise<void> {
  if (left.length > 0)
    await tx.scimGroupUser.deleteMany({ where: { groupId, ...columns(owner), userId: { in: [...left] } } })
  for (let from = 0; from < joined.length; from += AT_ONCE)
    await tx.scimGroupUser.createMany({
      data: joined.slice(from, from + AT_ONCE).map((userId) => ({ groupId, userId, ...columns(owner) })),
      skipDuplicates: true,
    })
}

/** Holds a group until the transaction ends, as `holdUser` does. */
export const holdGroup = async (tx: Tx, id: string): Promise<void> => {
  await tx.$queryRaw`select 1 from scim_group where id = ${id}::uuid for no key update`
}
