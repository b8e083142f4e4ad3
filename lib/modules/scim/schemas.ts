import { z } from 'zod'
import { ROLES } from '#lib/core/permissions.ts'

const text = (what: string, max: number) =>
  z.string(`${what} is a text`).max(max, `${what} has at most ${max} characters`)
const optional = (what: string, max: number) => text(what, max).nullish()

/** Providers write booleans as text, in any case (Entra: `"False"`). */
const flag = z.preprocess(
  (value) =>
    typeof value === 'string' ? ({ true: true, false: false }[value.toLowerCase()] ?? value) : value,
  z.boolean('true or false'),
)

const email = z.object({
  value: text('an e-mail address', 254),
  type: optional('the type', 50),
  primary: flag.nullish(),
})

/** A user as providers send it (RFC 7643 §4.1). What we do not keep is not an error. */
export const scimUserInput = z.object({
  userName: text('userName', 254).trim().min(1, 'userName is required'),
  externalId: optional('externalId', 200),
  active: flag.nullish(),
  displayName: optional('displayName', 200),
  name: z
    .object({
      givenName: optional('name.givenName', 100),
      familyName: optional('name.familyName', 100),
      formatted: optional('name.formatted', 200),
    })
    .nullish(),
  emails: z.array(email, 'a list of e-mail addresses').max(20, 'at most 20 addresses').nullish(),
})
/** A user as providers send it. */
export type ScimUserInput = z.output<typeof scimUserInput>

/** A group as providers send it (RFC 7643 §4.2). */
export const scimGroupInput = z.object({
  displayName: text('displayName', 200).trim().min(1, 'displayName is required'),
  externalId: optional('externalId', 200),
  members: z
    .array(z.object({ value: text('the id of a member', 100) }), 'a list of members')
    .max(10_000, 'at most 10000 members')
    .nullish(),
})
/** A group as providers send it. */
export type ScimGroupInput = z.output<typeof scimGroupInput>

/** The message of a PATCH (RFC 7644 §3.5.2); Entra writes the operations with a capital letter. */
export const scimPatchInput = z.object({
  Operations: z
    .array(
      z.object({
        op: z.preprocess(
          (value) => (typeof value === 'string' ? value.toLowerCase() : value),
          z.enum(['add', 'replace', 'remove'], { error: 'add, replace or remove' }),
        ),
        path: z.string('a path is a text').max(500, 'a path has at most 500 characters').nullish(),
        value: z.unknown().optional(),
      }),
      'a list of operations',
    )
    .min(1, 'at least one operation')
    .max(1000, 'at most 1000 operations'),
})

const words = 'a whole number, e.g. 1'
/** A query writes numbers as text, the body of a search as numbers. */
const count = z.preprocess(
  (value) => (typeof value === 'number' ? String(value) : value),
  z
    .string(words)
    .regex(/^-?\d{1,15}$/, words)
    .transform(Number),
)

/** Which attributes the answer to a request shall have (RFC 7644 §3.9). */
const names = z.union([z.string(), z.array(z.string()).max(200)], 'names of attributes').optional()
const wanted = { attributes: names, excludedAttributes: names }
/** The query of a request for one resource. */
export const scimReadQuery = z.object(wanted)

/** The query of a list (RFC 7644 §3.4.2), or the body of a search (§3.4.3). `startIndex` begins at 1; lower ones are taken as 1, a negative count as 0. */
export const scimListQuery = z.object({
  filter: z.string().optional(),
  ...wanted,
  startIndex: count.transform((n) => Math.max(1, n)).prefault('1'),
  count: count.transform((n) => Math.min(Math.max(0, n), 200)).prefault('100'),
})

/** A line of text as members of ours type it. */
const line = (what: string, max: number) =>
  text(what, max).trim().min(1, `${what} needs at least one character`)

/** Input of `createScimToken`. */
export const createScimTokenInput = z.strictObject({
  name: line('the name', 100),
  /** When it ends by itself; without it, it does not. */
  expiresAt: z.iso.datetime('a UTC time, e.g. 2026-11-20T14:32:07Z').optional(),
})
/** Input of `createScimToken`. */
export type CreateScimTokenInput = z.input<typeof createScimTokenInput>

const id = z.uuid('an id, e.g. 0199f0a2-5c1e-7b3a-9d52-0c5a3f6b1e77')
/** Input of `revokeScimToken` and `rotateScimToken`. */
export const scimTokenRef = z.strictObject({ scimTokenId: id })
/** Input of `revokeScimToken` and `rotateScimToken`. */
export type ScimTokenRef = z.input<typeof scimTokenRef>

/** The group that `mapScimGroup` is about. */
export const scimGroupRef = z.strictObject({ scimGroupId: id })
/** The body of a request to `mapScimGroup`: the role of everybody in the group; null for none. */
export const mapScimGroupBody = z.strictObject({
  role: z.enum(ROLES, { error: `one of ${ROLES.join(', ')}, or null for none` }).nullable(),
})
/** Input of `mapScimGroup`. */
export const mapScimGroupInput = scimGroupRef.extend(mapScimGroupBody.shape)
/** Input of `mapScimGroup`. */
export type MapScimGroupInput = z.input<typeof mapScimGroupInput>

/** A token as pages and the API show it. */
export const scimTokenView = z.object({
  id: z.string(),
  name: z.string(),
  hint: z.string(),
  createdAt: z.iso.datetime(),
  /** The end of the role of whoever made or last rotated it: then it gives no role until somebody whose role lasts rotates it. Null: their role lasts. */
  makerUntil: z.iso.datetime().nullable(),
  /** When it ends by itself; null for never. */
  expiresAt: z.iso.datetime().nullable(),
  /** When it was last used, to the minute. */
  lastUsedAt: z.iso.datetime().nullable(),
  /** The credential before the last rotation is taken until then. */
  previousUntil: z.iso.datetime().nullable(),
  revokedAt: z.iso.datetime().nullable(),
})
/** A token as pages and the API show it. */
export type ScimTokenView = z.infer<typeof scimTokenView>

/** Output of `createScimToken` and `rotateScimToken`: the credential is never shown again. */
export const scimTokenWithCredential = z.object({ token: scimTokenView, credential: z.string() })
/** Output of `createScimToken` and `rotateScimToken`. */
export type ScimTokenWithCredential = z.infer<typeof scimTokenWithCredential>

/** A provisioned group as pages and the API show it. */
export const scimGroupView = z.object({
  id: z.string(),
  displayName: z.string(),
  members: z.number(),
  role: z.enum(ROLES).nullable(),
})
/** A provisioned group as pages and the API show it. */
export type ScimGroupView = z.infer<typeof scimGroupView>

/** A provisioned user as pages and the API show it. */
export const scimUserView = z.object({
  id: z.string(),
  userName: z.string(),
  name: z.string(),
  active: z.boolean(),
  memberId: z.string(),
  roles: z.array(z.string()),
  updatedAt: z.iso.datetime(),
})
/** A provisioned user as pages and the API show it. */
export type ScimUserView = z.infer<typeof scimUserView>

/** Output of `readProvisioning`. */
export const provisioningOutput = z.object({
  /** The address for the identity provider. */
  baseUrl: z.string(),
  /** The domains that the scope has proved: addresses of others are refused. */
  domains: z.array(z.string()),
  tokens: z.array(scimTokenView),
  groups: z.array(scimGroupView),
  /** The newest 200. */
  users: z.array(scimUserView),
  userCount: z.number(),
})
/** Output of `readProvisioning`. */
export type ProvisioningOutput = z.infer<typeof provisioningOutput>
