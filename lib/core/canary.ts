import { memberId, platformId, tenantId, type MemberId, type TenantId } from './ids.ts'
import type { Scope } from './scope.ts'

/**
 * The hidden platform of the canaries. Its id is the same in every installation and is no secret: the database hides its
 * rows from every scope but its own (see `app_canary_platform` in the migrations, which holds the same id).
 */
export const CANARY_PLATFORM_ID = platformId('ca9a71e5-0000-7000-8000-000000000000')

/** Two tenants that nobody has: what one of them may read must never show the other. */
export const CANARY_NAMES = ['a', 'b'] as const

/** One of the two canary tenants. */
export type CanaryName = (typeof CANARY_NAMES)[number]

/** Kinds of rows that a canary has one of, each with its place in the ids; a number is never used again. */
export const CANARY_KINDS = {
  tenant: 1,
  member: 2,
  service: 3,
  source: 4,
  target: 5,
  rule: 6,
  alert: 7,
  incident: 8,
  timeline: 9,
  decision: 10,
  key: 11,
  invitation: 12,
  policy: 13,
  step: 14,
  delivery: 15,
  binding: 16,
  channel: 17,
  export: 18,
  event: 19,
  request: 20,
  notice: 21,
  suspension: 22,
  view: 23,
  provider: 24,
  domain: 25,
  account: 26,
  scimToken: 27,
  scimUser: 28,
  scimGroup: 29,
  review: 30,
  savedView: 31,
} as const

/** A kind of row that a canary has one of. */
export type CanaryKind = keyof typeof CANARY_KINDS

/** The id of the canary's row of a kind. */
export const canaryId = (name: CanaryName, kind: CanaryKind): string =>
  `ca9a71e5-${CANARY_KINDS[kind].toString(16).padStart(4, '0')}-7000-8000-00000000000${name}`

/** The id of the service that both canaries see as a shared part of their platform. */
export const CANARY_SHARED_SERVICE_ID = 'ca9a71e5-0003-7000-8000-000000000000'

/** The tenant of a canary. */
export const canaryTenantId = (name: CanaryName): TenantId => tenantId(canaryId(name, 'tenant'))

/** The member of a canary, who cannot sign in. */
export const canaryMemberId = (name: CanaryName): MemberId => memberId(canaryId(name, 'member'))

/** Who reviewed the roles of both: nobody reviews the own one, and the other canary must not stand in what one of them exports. */
export const CANARY_REVIEWER_ID = memberId('ca9a71e5-0002-7000-8000-00000000000c')

/** Members whom every installation has and nobody is. */
export const CANARY_MEMBER_IDS: readonly MemberId[] = [
  ...CANARY_NAMES.map((name) => canaryMemberId(name)),
  CANARY_REVIEWER_ID,
]

/** The scope of a canary. */
export const canaryScope = (name: CanaryName): Scope => ({
  kind: 'tenant',
  platformId: CANARY_PLATFORM_ID,
  tenantId: canaryTenantId(name),
})

/** The scope in which the jobs process keeps both of them. */
export const canaryPlatformScope: Scope = { kind: 'platform', platformId: CANARY_PLATFORM_ID }
