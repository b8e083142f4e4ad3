import type { MemberId } from '#lib/core/ids.ts'
import { keyPermissionFault, type Grants } from '#lib/core/key-permissions.ts'
import {
  grantOf as roleGrant,
  widestGrant,
  type Grant,
  type Permission,
  type Role,
} from '#lib/core/permissions.ts'
import type { SessionDeadlines, SessionLimit } from '#lib/core/session-limits.ts'
import { contains, WIDTH, type Scope } from '#lib/core/scope.ts'

/** One role in one scope; expired ones are left out before they get here. */
export interface Binding {
  readonly role: Role
  readonly scope: Scope
  /** Its row and when its member last acted by it; left out where it was not read from the database. */
  readonly row?: { readonly id: string; readonly lastUsedAt: Date | null }
}

/** The session behind a request. */
export interface CurrentSession {
  /** What it is called in lists; stays when the cookie gets another one. */
  readonly id: string
  /** The HMAC under which the row is kept. */
  readonly hash: Uint8Array<ArrayBuffer>
  readonly createdAt: Date
  /** When the second factor was last shown in it; null when it never was. */
  readonly factorAt: Date | null
  /** When it ends by itself, and the limit of its member's roles that this comes from. */
  readonly deadlines: SessionDeadlines
  readonly limit: SessionLimit
}

/** A signed-in member. */
export interface MemberIdentity {
  readonly kind: 'member'
  readonly member: {
    readonly id: MemberId
    readonly name: string
    readonly email: string
    readonly timeZone: string
  }
  readonly bindings: readonly Binding[]
  /** True once a second factor was enrolled. */
  readonly hasFactor: boolean
  /**
   * True for a session that waits for a second factor. Left out where the way in is one of ours: then every member
   * without a factor has to enrol one.
   */
  readonly needsFactor?: boolean
  /** True when the member has roles that this session cannot open: it may not change what they sign in with. */
  readonly isConfined?: boolean
  readonly session: CurrentSession
}

/** The bearer of an API key. */
export interface KeyIdentity {
  readonly kind: 'api_key'
  readonly key: {
    readonly id: string
    readonly name: string
    readonly scope: Scope
    readonly permissions: readonly Permission[]
  }
  /** Present bindings of the member who made it; null when the console did. */
  readonly creatorBindings: readonly Binding[] | null
}

/** Who asks: a signed-in member, or a key. Sources never ask, they only send. */
export type Identity = MemberIdentity | KeyIdentity

/** Minutes for which S actions stay open after a second factor was shown. */
export const STEP_UP_MINUTES = 5
/** Minutes after sign-in in which a first factor can be enrolled: the password was just shown. */
const FIRST_ENROLMENT_MINUTES = 15

const minutesAfter = (at: Date, minutes: number): Date => new Date(at.getTime() + minutes * 60_000)

const rolesIn = (bindings: readonly Binding[], scope: Scope): Role[] =>
  bindings.filter((binding) => contains(binding.scope, scope)).map((binding) => binding.role)

/** True for a member who may do nothing but enrol or show a second factor. */
export const mustEnrol = (identity: Identity): boolean =>
  identity.kind === 'member' && (identity.needsFactor ?? !identity.hasFactor)

/**
 * Until when S actions are open; null when they are not. Keys have no second factor, and one that is still asked for was not
 * shown, whatever an identity provider says that it saw.
 */
export function stepUpUntil(identity: Identity): Date | null {
  if (identity.kind !== 'member' || identity.session.factorAt === null || mustEnrol(identity)) return null
  return minutesAfter(identity.session.factorAt, STEP_UP_MINUTES)
}

/** What a member without a second factor may do: look at the own profile, enrol, and leave. */
const BEFORE_ENROLMENT: readonly Permission[] = ['profile:read-own', 'session:end-own']

/** What decides how a member signs in from now on, and where mail about it goes. */
const OF_THE_ACCOUNT: readonly Permission[] = ['factor:write', 'profile:write', 'channel:write']

function grantOfMember(
  identity: MemberIdentity,
  granted: Grant,
  permission: Permission,
  now: Date,
): Grant | null {
  if (identity.isConfined === true && OF_THE_ACCOUNT.includes(permission)) return null
  const isFresh = minutesAfter(identity.session.createdAt, FIRST_ENROLMENT_MINUTES) > now
  // Enrolling the first factor later than that begins with a new sign-in.
  if (permission === 'factor:write' && !identity.hasFactor) return isFresh ? 'yes' : 'step_up'
  // Everything else waits for the factor, where it is wanted.
  return mustEnrol(identity) && !BEFORE_ENROLMENT.includes(permission) ? 'step_up' : granted
}

function grantOfKey(identity: KeyIdentity, permission: Permission): Grant | null {
  const { key, creatorBindings } = identity
  if (!key.permissions.includes(permission)) return null
  // The creator is asked in the scope of the key: who lost the wide binding does not keep the key by a narrow one.
  const held: Grants | null =
    creatorBindings === null ? null : (one) => widestGrant(rolesIn(creatorBindings, key.scope), one)
  return keyPermissionFault(permission, held) === null ? 'yes' : null
}

/**
 * What an identity may do in a scope: the union of the bindings at or above it. Null when none of them covers the
 * scope, which the caller answers like a scope that does not exist.
 */
export function grantsIn(identity: Identity, scope: Scope, now: Date): Grants | null {
  if (identity.kind === 'api_key') {
    if (!contains(identity.key.scope, scope)) return null
    return (permission) => grantOfKey(identity, permission)
  }
  const roles = rolesIn(identity.bindings, scope)
  if (roles.length === 0) return null
  return (permission) => {
    const granted = widestGrant(roles, permission)
    return granted === null ? null : grantOfMember(identity, granted, permission, now)
  }
}

/** The widest scope at or above `scope` in which an identity holds a permission by a role; null when in none. */
export function widestHolding(identity: Identity, scope: Scope, permission: Permission): Scope | null {
  if (identity.kind === 'api_key') return contains(identity.key.scope, scope) ? identity.key.scope : null
  const holding = identity.bindings.filter(
    (binding) => contains(binding.scope, scope) && roleGrant(binding.role, permission) !== null,
  )
  return holding.map((binding) => binding.scope).toSorted((a, b) => WIDTH[b.kind] - WIDTH[a.kind])[0] ?? null
}

/** The scope of somebody who named none: that of the widest binding, the oldest of several; null without any. */
export function defaultScope(identity: Identity): Scope | null {
  if (identity.kind === 'api_key') return identity.key.scope
  let widest: Scope | null = null
  for (const { scope } of identity.bindings) {
    if (widest === null || WIDTH[scope.kind] > WIDTH[widest.kind]) widest = scope
  }
  return widest
}
