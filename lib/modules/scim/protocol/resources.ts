import type { ScimGroupInput, ScimUserInput } from '../schemas.ts'
import { GROUP_SCHEMA, LIST_SCHEMA, USER_SCHEMA } from '../domain/schema-names.ts'
import { invalidValue } from '../domain/scim-error.ts'

/** An address beside the primary one. */
export type OtherEmail = Readonly<{ value: string; type: string | null }>

/** What is kept of a user. */
export interface UserAttributes {
  readonly userName: string
  readonly externalId: string | null
  readonly active: boolean
  readonly email: string
  /** What the provider calls this address, e.g. `work`. */
  readonly emailType: string
  /** The addresses beside it: shown to the provider as it sent them, and nobody signs in with them. */
  readonly otherEmails: readonly OtherEmail[]
  readonly displayName: string
  readonly formatted: string | null
  readonly givenName: string | null
  readonly familyName: string | null
}

/** A user with what the database adds. */
export interface StoredUser extends UserAttributes {
  readonly id: string
  readonly createdAt: Date
  readonly updatedAt: Date
  readonly groups: readonly { readonly id: string; readonly displayName: string }[]
}

/** A group with what the database adds. */
export interface StoredGroup {
  readonly id: string
  readonly displayName: string
  readonly externalId: string | null
  readonly createdAt: Date
  readonly updatedAt: Date
  readonly members: readonly { readonly id: string; readonly userName: string }[]
}

/** What every resource carries (RFC 7643 §3.1). */
export interface Resource {
  readonly schemas: readonly string[]
  readonly id: string
  readonly externalId?: string
  readonly displayName: string
  readonly meta: {
    readonly resourceType: 'User' | 'Group'
    readonly created: string
    readonly lastModified: string
    readonly location: string
  }
}

interface Reference {
  readonly value: string
  readonly display: string
  readonly $ref: string
}

/** A user as SCIM shows it. */
export interface UserResource extends Resource {
  readonly userName: string
  readonly name: { readonly formatted?: string; readonly givenName?: string; readonly familyName?: string }
  readonly emails: readonly {
    readonly value: string
    readonly type?: string
    readonly primary: boolean
  }[]
  readonly active: boolean
  readonly groups: readonly Reference[]
}

/** A group as SCIM shows it. */
export interface GroupResource extends Resource {
  readonly members: readonly Reference[]
}

/** A page of a list (RFC 7644 §3.4.2). */
export interface ListResponse<T> {
  readonly schemas: readonly string[]
  readonly totalResults: number
  readonly startIndex: number
  readonly itemsPerPage: number
  readonly Resources: readonly T[]
}

/** What is kept of a group, and whose ids its members have. */
export interface GroupAttributes {
  readonly displayName: string
  readonly externalId: string | null
  readonly memberIds: readonly string[]
}

/** Every address by which a provider knows a user. */
export const addressesOf = ({
  email,
  otherEmails,
}: Pick<UserAttributes, 'email' | 'otherEmails'>): readonly string[] => [
  email,
  ...otherEmails.map(({ value }) => value),
]

const EMAIL = /^[^\s@<>]+@[^\s@<>]+\.[^\s@<>]+$/
const blankToNull = (text: string | null | undefined): string | null =>
  text === undefined || text === null || text.trim() === '' ? null : text.trim()

const plain = (text: string): string => text.normalize('NFKC').trim().toLowerCase()

const addressIn = (text: string): string => {
  const email = plain(text)
  if (EMAIL.test(email)) return email
  throw invalidValue('emails', 'one address is needed, e.g. [{"value": "ada@example.com", "primary": true}]')
}

/**
 * The address that the user signs in with (the primary one, else the first, else a userName that is one), and those beside
 * it, each once.
 */
function emailsOf({
  emails,
  userName,
}: ScimUserInput): Pick<UserAttributes, 'email' | 'emailType' | 'otherEmails'> {
  const list = emails ?? []
  const given = list.find(({ primary }) => primary === true) ?? list[0]
  const email = addressIn(given?.value ?? userName)
  const others = new Map<string, OtherEmail>()
  for (const one of list) {
    // What is no address is not kept, but refuses nobody: providers send empty ones along when they switch somebody off.
    const value = plain(one.value)
    if (EMAIL.test(value) && value !== email && !others.has(value))
      others.set(value, { value, type: blankToNull(one.type) })
  }
  return { email, emailType: blankToNull(given?.type) ?? 'work', otherEmails: [...others.values()] }
}

/**
 * What is kept of a user that a provider sent; throws `invalidValue` without a usable address. Who was switched off stays
 * off unless the request says otherwise: `wasActive` is what it leaves unsaid.
 */
export function readUser(input: ScimUserInput, wasActive: boolean): UserAttributes {
  const givenName = blankToNull(input.name?.givenName)
  const familyName = blankToNull(input.name?.familyName)
  const formatted = blankToNull(input.name?.formatted)
  const full = [givenName, familyName].filter((part) => part !== null).join(' ')
  return {
    userName: input.userName,
    externalId: blankToNull(input.externalId),
    active: input.active ?? wasActive,
    ...emailsOf(input),
    displayName: blankToNull(input.displayName) ?? formatted ?? (full === '' ? input.userName : full),
    formatted,
    givenName,
    familyName,
  }
}

/** What is kept of a group that a provider sent; every member once. */
export const readGroup = (input: ScimGroupInput): GroupAttributes => ({
  displayName: input.displayName,
  externalId: blankToNull(input.externalId),
  memberIds: [...new Set((input.members ?? []).map(({ value }) => value.toLowerCase()))],
})

const metaOf = (base: string, kind: 'User' | 'Group', row: StoredUser | StoredGroup): Resource['meta'] => ({
  resourceType: kind,
  created: row.createdAt.toISOString(),
  lastModified: row.updatedAt.toISOString(),
  location: `${base}/${kind}s/${row.id}`,
})

/** A user as SCIM shows it. Attributes without a value are left out (RFC 7643 §2.5). */
export function userResource(base: string, user: StoredUser): UserResource {
  return {
    schemas: [USER_SCHEMA],
    id: user.id,
    ...(user.externalId === null ? {} : { externalId: user.externalId }),
    userName: user.userName,
    name: {
      ...(user.formatted === null ? {} : { formatted: user.formatted }),
      ...(user.givenName === null ? {} : { givenName: user.givenName }),
      ...(user.familyName === null ? {} : { familyName: user.familyName }),
    },
    displayName: user.displayName,
    emails: [
      { value: user.email, type: user.emailType, primary: true },
      ...user.otherEmails.map(({ value, type }) => ({
        value,
        ...(type === null ? {} : { type }),
        primary: false,
      })),
    ],
    active: user.active,
    groups: user.groups.map(({ id, displayName }) => ({
      value: id,
      display: displayName,
      $ref: `${base}/Groups/${id}`,
    })),
    meta: metaOf(base, 'User', user),
  }
}

/** A group as SCIM shows it. */
export function groupResource(base: string, group: StoredGroup): GroupResource {
  return {
    schemas: [GROUP_SCHEMA],
    id: group.id,
    ...(group.externalId === null ? {} : { externalId: group.externalId }),
    displayName: group.displayName,
    members: group.members.map(({ id, userName }) => ({
      value: id,
      display: userName,
      $ref: `${base}/Users/${id}`,
    })),
    meta: metaOf(base, 'Group', group),
  }
}

/** A page of a list (RFC 7644 §3.4.2). */
export const listResponse = <T>(
  resources: readonly T[],
  total: number,
  startIndex: number,
): ListResponse<T> => ({
  schemas: [LIST_SCHEMA],
  totalResults: total,
  startIndex,
  itemsPerPage: resources.length,
  Resources: resources,
})
