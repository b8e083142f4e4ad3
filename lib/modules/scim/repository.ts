import type { Prisma } from '#prisma'
import type { Tx } from '#lib/infra/db/index.ts'
import type { Compared, Condition } from './protocol/filter.ts'
import type { GroupAttributes, StoredGroup, StoredUser, UserAttributes } from './protocol/resources.ts'

/** Whose rows these are: a platform's or a tenant's. */
export interface ScimOwner {
  readonly platformId: string
  readonly tenantId: string | null
}

const TOKEN = {
  id: true,
  platformId: true,
  tenantId: true,
  name: true,
  hint: true,
  previousUntil: true,
  createdAt: true,
  expiresAt: true,
  lastUsedAt: true,
  revokedAt: true,
} as const

/** A token as it is stored, without its hash. */
export type ScimTokenRow = NonNullable<Awaited<ReturnType<typeof findToken>>>

type NewToken = Pick<ScimTokenRow, 'name' | 'hint' | 'createdAt' | 'expiresAt'> & {
  readonly owner: ScimOwner
  readonly hash: Uint8Array<ArrayBuffer>
}

/** Inserts a token. */
export const insertToken = async (tx: Tx, { owner, ...row }: NewToken) =>
  await tx.scimToken.create({ data: { ...row, ...columns(owner) }, select: TOKEN })

/** Tokens that the scope can see, newest first. */
export const findTokens = async (tx: Tx) =>
  await tx.scimToken.findMany({ orderBy: [{ createdAt: 'desc' }, { id: 'desc' }], select: TOKEN })

/** A token of the scope, or null. */
export const findToken = async (tx: Tx, id: string) =>
  await tx.scimToken.findUnique({ where: { id }, select: TOKEN })

/** Gives a token another credential and takes the one that it has until `until`. */
export async function replaceToken(
  tx: Tx,
  id: string,
  next: { hash: Uint8Array<ArrayBuffer>; hint: string; until: Date },
) {
  const { hash } = await tx.scimToken.findUniqueOrThrow({ where: { id }, select: { hash: true } })
  return await tx.scimToken.update({
    where: { id },
    data: { hash: next.hash, hint: next.hint, previousHash: hash, previousUntil: next.until },
    select: TOKEN,
  })
}

/** Makes a token useless, with the one before it. */
export const revokeToken = async (tx: Tx, id: string, now: Date) =>
  await tx.scimToken.update({
    where: { id },
    data: { revokedAt: now, previousHash: null, previousUntil: null },
    select: TOKEN,
  })

const columns = ({ platformId, tenantId }: ScimOwner): ScimOwner => ({ platformId, tenantId })

const USER = {
  id: true,
  memberId: true,
  userName: true,
  externalId: true,
  active: true,
  email: true,
  displayName: true,
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
const toUser = ({ groups, ...row }: UserFound): ScimUserRow => ({
  ...row,
  groups: groups.map(({ group }) => group),
})

/** Columns of users that filters may name. */
export type UserColumn =
  | 'id'
  | 'userName'
  | 'externalId'
  | 'active'
  | 'email'
  | 'displayName'
  | 'givenName'
  | 'familyName'
  | 'createdAt'
  | 'updatedAt'
/** Columns of groups that filters may name. */
export type GroupColumn = 'id' | 'displayName' | 'externalId' | 'createdAt' | 'updatedAt'

type Where = Readonly<Record<string, unknown>>

const TEXT_OPERATORS = { co: 'contains', sw: 'startsWith', ew: 'endsWith' } as const
const ORDER_OPERATORS = { gt: 'gt', ge: 'gte', lt: 'lt', le: 'lte' } as const

/** A text as a pattern that means itself: Prisma writes (I)LIKE without regard to case, and takes the text as it is. */
const literally = (value: Compared['value']): Compared['value'] =>
  typeof value === 'string' ? value.replaceAll(/[\\%_]/g, String.raw`\$&`) : value

function compared({ op, column, kind, value }: Compared): Where {
  if (op === 'ne') return { NOT: compared({ op: 'eq', column, kind, value }) }
  const isInsensitive = kind === 'text' && typeof value === 'string'
  const insensitive = isInsensitive ? { mode: 'insensitive' } : {}
  switch (op) {
    case 'eq':
      return { [column]: { equals: isInsensitive ? literally(value) : value, ...insensitive } }
    case 'co':
    case 'sw':
    case 'ew':
      return { [column]: { [TEXT_OPERATORS[op]]: literally(value), ...insensitive } }
    default:
      return { [column]: { [ORDER_OPERATORS[op]]: value } }
  }
}

/** The condition in Prisma's words. An id that is none matches nothing: the column is a uuid. */
function whereOf(condition: Condition | null): Where {
  if (condition === null) return {}
  switch (condition.op) {
    case 'and':
      return { AND: condition.conditions.map((one) => whereOf(one)) }
    case 'or':
      return { OR: condition.conditions.map((one) => whereOf(one)) }
    case 'not':
      return { NOT: whereOf(condition.condition) }
    case 'pr':
      return { NOT: { [condition.column]: null } }
    default:
      return compared(condition)
  }
}

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

/** Holds a group until the transaction ends, as `holdUser` does. */
export const holdGroup = async (tx: Tx, id: string): Promise<void> => {
  await tx.$queryRaw`select 1 from scim_group where id = ${id}::uuid for no key update`
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

const stored = (user: UserAttributes) => ({ ...user, userNameKey: user.userName.toLowerCase() })

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

/** A page of groups of exactly this owner, in the order in which they came, and how many match. */
export async function findGroups(tx: Tx, owner: ScimOwner, page: PageOf<GroupColumn>) {
  const where = { AND: [columns(owner), whereOf(page.condition)] }
  const total = await tx.scimGroup.count({ where })
  const { skip, take } = page
  const rows =
    take === 0
      ? []
      : await tx.scimGroup.findMany({ where, orderBy: { id: 'asc' }, skip, take, select: GROUP })
  return { total, groups: rows.map((row) => toGroup(row)) }
}

/** A group of exactly this owner, or null. */
export async function findGroup(tx: Tx, owner: ScimOwner, id: string): Promise<ScimGroupRow | null> {
  const row = await tx.scimGroup.findFirst({ where: { id, ...columns(owner) }, select: GROUP })
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
  await tx.scimGroup.update({ where: { id }, data: { role, updatedAt: now }, select: { id: true } })
}

/** Removes a group; its users stay. */
export const deleteGroup = async (tx: Tx, id: string): Promise<void> => {
  await tx.scimGroup.delete({ where: { id }, select: { id: true } })
}

/** Which of these ids are users of exactly this owner. */
export async function findUserIds(
  tx: Tx,
  owner: ScimOwner,
  ids: readonly string[],
): Promise<ReadonlySet<string>> {
  const rows = await tx.scimUser.findMany({
    where: { id: { in: [...ids] }, ...columns(owner) },
    select: { id: true },
  })
  return new Set(rows.map(({ id }) => id))
}

/** Makes these the users of a group. */
export async function replaceGroupUsers(
  tx: Tx,
  { owner, groupId, userIds }: { owner: ScimOwner; groupId: string; userIds: readonly string[] },
): Promise<void> {
  await tx.scimGroupUser.deleteMany({
    where: { groupId, ...columns(owner), userId: { notIn: [...userIds] } },
  })
  await tx.scimGroupUser.createMany({
    data: userIds.map((userId) => ({ groupId, userId, ...columns(owner) })),
    skipDuplicates: true,
  })
}
