import type { Prisma } from '#prisma'
import { isUuid } from '#lib/core/ids.ts'
import { trustParsed } from '#lib/core/unsafe.ts'
import type { Tx } from '#lib/infra/db/index.ts'
import type { Condition } from './protocol/filter.ts'
import type { OtherEmail, StoredUser, UserAttributes } from './protocol/resources.ts'
import { whereOf } from './where-of.ts'

/** Whose rows these are: a platform's or a tenant's. */
export interface ScimOwner {
  readonly platformId: string
  readonly tenantId: string | null
}

/** The columns that say whose a row is. */
export const columns = ({ platformId, tenantId }: ScimOwner): ScimOwner => ({ platformId, tenantId })

const USER = {
  id: true,
  memberId: true,
  userName: true,
  externalId: true,
  active: true,
  email: true,
  emailType: true,
  otherEmails: true,
  displayName: true,
  formatted: true,
  givenName: true,
  familyName: true,
  createdAt: true,
  updatedAt: true,
} as const
const USER_WITH_GROUPS = {
  ...USER,
  groups: { select: { group: { select: { id: true, displayName: true, role: true } } } },
} as const

/** A user with the member whom it stands for and the groups. */
export interface ScimUserRow extends StoredUser {
  readonly memberId: string
  readonly groups: readonly {
    readonly id: string
    readonly displayName: string
    readonly role: string | null
  }[]
}

type UserFound = Prisma.ScimUserGetPayload<{ select: typeof USER_WITH_GROUPS }>
const toUser = ({ groups, otherEmails, ...row }: UserFound): ScimUserRow => ({
  ...row,
  otherEmails: trustParsed<readonly OtherEmail[]>(otherEmails),
  groups: groups.map(({ group }) => group),
})

/** Columns of users, and their groups, that filters may name. */
export type UserColumn =
  | 'id'
  | 'userName'
  | 'externalId'
  | 'active'
  | 'email'
  | 'emailType'
  | 'displayName'
  | 'formatted'
  | 'givenName'
  | 'familyName'
  | 'createdAt'
  | 'updatedAt'
  | 'groups'
/** Where in a list a page begins, and how long it is. */
export interface PageOf<Name extends string> {
  readonly condition: Condition<Name> | null
  readonly skip: number
  readonly take: number
}

/** A page of users of exactly this owner, in the order in which they came, and how many match. */
export async function findUsers(tx: Tx, owner: ScimOwner, page: PageOf<UserColumn>) {
  const where = { AND: [columns(owner), whereOf(page.condition)] }
  const total = await tx.scimUser.count({ where })
  const { skip, take } = page
  const rows =
    take === 0
      ? []
      : await tx.scimUser.findMany({ where, orderBy: { id: 'asc' }, skip, take, select: USER_WITH_GROUPS })
  return { total, users: rows.map((row) => toUser(row)) }
}

/** A user of exactly this owner, or null. */
export async function findUser(tx: Tx, owner: ScimOwner, id: string): Promise<ScimUserRow | null> {
  const row = await tx.scimUser.findFirst({ where: { id, ...columns(owner) }, select: USER_WITH_GROUPS })
  return row === null ? null : toUser(row)
}

/**
 * Holds a user until the transaction ends: of two changes at once the second one begins with what the first one left. Lets
 * rows that refer to it be inserted meanwhile.
 */
export const holdUser = async (tx: Tx, id: string): Promise<void> => {
  await tx.$queryRaw`select 1 from scim_user where id = ${id}::uuid for no key update`
}

/** Holds these users until the transaction ends, as `holdUser` does, in the order of their ids. */
export const holdUsers = async (tx: Tx, ids: readonly string[]): Promise<void> => {
  await tx.$queryRaw`select 1 from scim_user where id = any(${[...ids]}::uuid[]) order by id for no key update`
}

/** The members for whom these users of this owner stand, with the roles of their groups; none for who is switched off. */
export async function findRolesOfUsers(tx: Tx, owner: ScimOwner, ids: readonly string[]) {
  const rows = await tx.scimUser.findMany({
    where: { id: { in: [...ids] }, ...columns(owner) },
    select: {
      memberId: true,
      active: true,
      groups: {
        where: { group: { role: { not: null } } },
        select: { group: { select: { id: true, role: true, roleSetAt: true, createdAt: true } } },
      },
    },
  })
  return rows.map(({ memberId, active, groups }) => ({
    memberId,
    wanted: (active ? groups : []).flatMap(({ group: { id: groupId, role, ...group } }) =>
      role === null ? [] : [{ groupId, role, mappedAt: group.roleSetAt ?? group.createdAt }],
    ),
  }))
}

/** A user of this owner who has the name already, or who stands for this member; null when there is none. */
export const findTwin = async (
  tx: Tx,
  owner: ScimOwner,
  { userName, memberId }: { readonly userName: string; readonly memberId?: string },
) =>
  await tx.scimUser.findFirst({
    where: {
      ...columns(owner),
      OR: [{ userNameKey: userName.toLowerCase() }, ...(memberId === undefined ? [] : [{ memberId }])],
    },
    select: { id: true },
  })

const stored = ({ otherEmails, ...user }: UserAttributes) => ({
  ...user,
  otherEmails: [...otherEmails],
  userNameKey: user.userName.toLowerCase(),
})

/** Inserts a user; a second one with the same name or for the same member is a `conflict`. */
export const insertUser = async (
  tx: Tx,
  { owner, memberId, user, now }: { owner: ScimOwner; memberId: string; user: UserAttributes; now: Date },
): Promise<ScimUserRow> =>
  toUser(
    await tx.scimUser.create({
      data: { ...stored(user), ...columns(owner), memberId, createdAt: now, updatedAt: now },
      select: USER_WITH_GROUPS,
    }),
  )

/** Changes what is kept of a user. */
export const changeUser = async (tx: Tx, id: string, user: UserAttributes, now: Date): Promise<ScimUserRow> =>
  toUser(
    await tx.scimUser.update({
      where: { id },
      data: { ...stored(user), updatedAt: now },
      select: USER_WITH_GROUPS,
    }),
  )

/** Removes a user; the member stays. */
export const deleteUser = async (tx: Tx, id: string): Promise<void> => {
  await tx.scimUser.delete({ where: { id }, select: { id: true } })
}

/** True when the member holds a role that the scope of `tx` can see as its own. */
export const holdsRoleHere = async (tx: Tx, memberId: string, owner: ScimOwner): Promise<boolean> =>
  (await tx.roleBinding.findFirst({ where: { memberId, ...columns(owner) }, select: { id: true } })) !== null

/** True when this owner has proved that a domain is theirs. */
export const hasProvedDomain = async (tx: Tx, owner: ScimOwner, domain: string): Promise<boolean> =>
  (await tx.emailDomain.findFirst({
    where: { ...columns(owner), domain, verifiedAt: { not: null } },
    select: { id: true },
  })) !== null

/** The domains that this owner has proved to be theirs. */
export const findProvedDomains = async (tx: Tx, owner: ScimOwner): Promise<string[]> =>
  (
    await tx.emailDomain.findMany({
      where: { ...columns(owner), verifiedAt: { not: null } },
      orderBy: { domain: 'asc' },
      take: 200,
      select: { domain: true },
    })
  ).map(({ domain }) => domain)

/** True when somebody with this address holds a role here. */
export const holdsRoleByEmail = async (tx: Tx, email: string, owner: ScimOwner): Promise<boolean> =>
  (await tx.roleBinding.findFirst({
    where: { ...columns(owner), member: { email } },
    select: { id: true },
  })) !== null

/** Which of these ids are users of exactly this owner. */
export async function findUserIds(
  tx: Tx,
  owner: ScimOwner,
  ids: readonly string[],
): Promise<ReadonlySet<string>> {
  const rows = await tx.scimUser.findMany({
    where: { id: { in: ids.filter((id) => isUuid(id)) }, ...columns(owner) },
    select: { id: true },
  })
  return new Set(rows.map(({ id }) => id))
}
