import { grantOf, type Grant, type Permission } from './permissions.ts'

/** How far somebody is granted each permission in one scope; null for what is refused. */
export type Grants = (permission: Permission) => Grant | null

/** What only a person can do: keys neither sign in nor have a profile, and a key that makes keys could not be revoked. */
const PERSONAL: readonly Permission[] = [
  'profile:read-own',
  'profile:write',
  'channel:write',
  'session:end-own',
  'factor:write',
  'member:end-sessions',
  'apikey:create',
  'apikey:revoke',
  'request:approve',
]

/**
 * What the maker of a key holds in the scope of the key. Null stands for the console, which is judged as an operator admin
 * is: at the console step-up counts as met, and with a key of its own it would not.
 */
const makerGrants = (held: Grants | null): Grants =>
  held ?? ((permission) => grantOf('operator_admin', permission))

/**
 * Why a key of a maker who holds this cannot hold a permission, a full sentence; null when it can. Asked when a key is made
 * and again at each use of it, so that a key shrinks with its maker: there is no second version of this rule.
 */
export function keyPermissionFault(permission: Permission, held: Grants | null): string | null {
  if (PERSONAL.includes(permission)) return `${permission} is for people, a key cannot hold it.`
  switch (makerGrants(held)(permission)) {
    case null:
    case 'own':
      return `You lack ${permission} in this scope, so a key of yours cannot hold it.`
    case 'step_up':
    case 'second':
    case 'step_up_second':
      return `${permission} needs a second factor or a second person, so a key cannot hold it.`
    case 'yes':
      return null
  }
}
