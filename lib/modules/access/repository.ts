import type { Owner, Scope } from '#lib/core/scope.ts'
import type { SessionKind, SessionLimit } from '#lib/core/session-limits.ts'
import { newId, type Tx } from '#lib/infra/db/index.ts'

/** Any constants of our own; a lock is held until its transaction ends. */
const SET_UP_LOCK = 5_310_501
const OPERATOR_ADMINS_LOCK = 5_310_502

/** Lets one set-up at a time go on, whichever process it runs in. */
export const lockSetUp = async (tx: Tx): Promise<void> => {
  await tx.$executeRaw`select pg_advisory_xact_lock(${SET_UP_LOCK})`
}

/** Lets one change of who is an operator admin go on at a time, so that two cannot each remove the last but one. */
export const lockOperatorAdmins = async (tx: Tx): Promise<void> => {
  await tx.$executeRaw`select pg_advisory_xact_lock(${OPERATOR_ADMINS_LOCK})`
}

/** True once anybody holds a role: the installation is set up. */
export const hasBindings = async (tx: Tx): Promise<boolean> =>
  (await tx.roleBinding.findFirst({ select: { id: true } })) !== null

/** The name of the operator, a platform or a tenant. */
export async function findScopeName(tx: Tx, scope: Scope): Promise<string> {
  switch (scope.kind) {
    case 'operator':
      return (
        (await tx.operator.findUnique({ where: { id: 1 }, select: { name: true } }))?.name ?? 'the operator'
      )
    case 'platform':
      return (
        (await tx.platform.findUnique({ where: { id: scope.platformId }, select: { name: true } }))?.name ??
        ''
      )
    case 'tenant':
      return (
        (await tx.tenant.findUnique({ where: { id: scope.tenantId }, select: { name: true } }))?.name ?? ''
      )
  }
}

/** Columns of a member that every role may read. */
export const MEMBER = {
  id: true,
  name: true,
  email: true,
  state: true,
  timeZone: true,
  createdAt: true,
} as const
/** Columns of a binding. */
export const BINDING = {
  id: true,
  memberId: true,
  role: true,
  platformId: true,
  tenantId: true,
  createdAt: true,
  expiresAt: true,
  lastUsedAt: true,
} as const

/** A member whom the scope can see, or null. */
export const findMember = async (tx: Tx, id: string) =>
  await tx.member.findUnique({ where: { id }, select: MEMBER })

/** What a member has chosen about themselves, or null. */
export const findOwnChoices = async (tx: Tx, id: string) =>
  await tx.member.findUnique({
    where: { id },
    select: { name: true, email: true, timeZone: true, language: true, pageZone: true },
  })

/** Names of members by id, as far as the scope can see them. */
export async function findMemberNames(tx: Tx, ids: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const rows = await tx.member.findMany({
    where: { id: { in: [...new Set(ids)] } },
    select: { id: true, name: true },
  })
  return new Map(rows.map((row) => [row.id, row.name]))
}

/** Changes what a member may change about themselves; the database refuses anybody else's row. */
export async function changeMember(
  tx: Tx,
  id: string,
  data: { name?: string; timeZone?: string; language?: string | null; pageZone?: string },
): Promise<void> {
  await tx.member.update({ where: { id }, data, select: { id: true } })
}

/** A role to be bound. */
export interface NewBinding {
  readonly memberId: string
  readonly role: string
  readonly owner: Owner
  readonly createdAt: Date
  readonly expiresAt: Date | null
}

/** Inserts a binding that a person gave; null when somebody gave it at the same moment. */
export async function insertBinding(tx: Tx, { owner, ...row }: NewBinding) {
  const binding = { id: newId(), ...row, ...ownerColumns(owner) }
  const { count } = await tx.roleBinding.createMany({ data: [binding], skipDuplicates: true })
  return count === 1 ? binding : null
}

/** The binding of exactly this role in exactly this scope that a person gave, or null; what groups give stands beside it. */
export const findBinding = async (tx: Tx, where: { memberId: string; role: string; owner: Owner }) =>
  await tx.roleBinding.findFirst({
    where: {
      memberId: where.memberId,
      role: where.role,
      scimGroupId: null,
      providerId: null,
      ...ownerColumns(where.owner),
    },
    select: BINDING,
  })

/** A binding that the scope can see, or null. */
export const findBindingById = async (tx: Tx, id: string) =>
  await tx.roleBinding.findUnique({
    where: { id },
    select: { ...BINDING, member: { select: { name: true } } },
  })

/** Removes a binding; false when the scope does not own it. */
export const deleteBinding = async (tx: Tx, id: string): Promise<boolean> =>
  (await tx.roleBinding.deleteMany({ where: { id } })).count === 1

/** How many active members are operator admin without an end in sight, `except` one binding. */
export const countOperatorAdmins = async (tx: Tx, except: string): Promise<number> =>
  await tx.roleBinding.count({
    where: {
      role: 'operator_admin',
      platformId: null,
      expiresAt: null,
      id: { not: except },
      member: { state: 'active' },
    },
  })

/** How many active members are operator admin without an end in sight, besides this one. */
export const countOtherOperatorAdmins = async (tx: Tx, memberId: string): Promise<number> =>
  await tx.roleBinding.count({
    where: {
      role: 'operator_admin',
      platformId: null,
      expiresAt: null,
      memberId: { not: memberId },
      member: { state: 'active' },
    },
  })

/** Sets how long sessions of one group of members last. */
export const storeSessionLimit = async (tx: Tx, kind: SessionKind, limit: SessionLimit): Promise<void> => {
  const { idleMinutes, absoluteMinutes } = limit
  const data = { idleMinutes, absoluteMinutes }
  await tx.sessionLimit.upsert({
    where: { kind },
    create: { kind, ...data },
    update: data,
    select: { kind: true },
  })
}

/** The owner columns alone, without what else an object may carry. */
export const ownerColumns = (owner: Owner): { platformId: string | null; tenantId: string | null } => ({
  platformId: owner.platformId,
  tenantId: owner.tenantId,
})
