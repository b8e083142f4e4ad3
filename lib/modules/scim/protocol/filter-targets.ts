import type { FilterTargets } from './filter.ts'

/** Attributes of users that filters may name, with the columns that hold them. */
export const USER_TARGETS: FilterTargets<
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
> = {
  id: { column: 'id', kind: 'id' },
  username: { column: 'userName', kind: 'text' },
  externalid: { column: 'externalId', kind: 'exact', isOptional: true },
  active: { column: 'active', kind: 'boolean' },
  displayname: { column: 'displayName', kind: 'text' },
  'name.formatted': { column: 'displayName', kind: 'text' },
  'name.givenname': { column: 'givenName', kind: 'text', isOptional: true },
  'name.familyname': { column: 'familyName', kind: 'text', isOptional: true },
  emails: { column: 'email', kind: 'text' },
  'emails.value': { column: 'email', kind: 'text' },
  'emails.type': { always: 'work' },
  'emails.primary': { always: true },
  'meta.created': { column: 'createdAt', kind: 'time' },
  'meta.lastmodified': { column: 'updatedAt', kind: 'time' },
}

/** Attributes of groups that filters may name, with the columns that hold them. */
export const GROUP_TARGETS: FilterTargets<'id' | 'displayName' | 'externalId' | 'createdAt' | 'updatedAt'> = {
  id: { column: 'id', kind: 'id' },
  displayname: { column: 'displayName', kind: 'text' },
  externalid: { column: 'externalId', kind: 'exact', isOptional: true },
  'meta.created': { column: 'createdAt', kind: 'time' },
  'meta.lastmodified': { column: 'updatedAt', kind: 'time' },
}
