import { GROUP_SCHEMA, USER_SCHEMA } from '../domain/schema-names.ts'
import type { FilterTargets } from './filter.ts'

/** Attributes of users that filters may name, with the columns that hold them. */
export const USER_TARGETS: FilterTargets<
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
> = {
  id: { column: 'id', kind: 'id' },
  username: { column: 'userName', kind: 'text' },
  externalid: { column: 'externalId', kind: 'exact', isOptional: true },
  active: { column: 'active', kind: 'boolean' },
  displayname: { column: 'displayName', kind: 'text' },
  'name.formatted': { column: 'formatted', kind: 'text', isOptional: true },
  'name.givenname': { column: 'givenName', kind: 'text', isOptional: true },
  'name.familyname': { column: 'familyName', kind: 'text', isOptional: true },
  emails: { column: 'email', kind: 'text' },
  'emails.value': { column: 'email', kind: 'text' },
  'emails.type': { column: 'emailType', kind: 'text' },
  'emails.primary': { always: true },
  schemas: { always: USER_SCHEMA },
  'meta.resourcetype': { always: 'User' },
  groups: { column: 'groups', kind: 'reference', isOptional: true },
  'groups.value': { column: 'groups', kind: 'reference', isOptional: true },
  'meta.created': { column: 'createdAt', kind: 'time' },
  'meta.lastmodified': { column: 'updatedAt', kind: 'time' },
}

/** Attributes of groups that filters may name, with the columns that hold them. */
export const GROUP_TARGETS: FilterTargets<
  'id' | 'displayName' | 'externalId' | 'createdAt' | 'updatedAt' | 'members'
> = {
  id: { column: 'id', kind: 'id' },
  displayname: { column: 'displayName', kind: 'text' },
  externalid: { column: 'externalId', kind: 'exact', isOptional: true },
  schemas: { always: GROUP_SCHEMA },
  'meta.resourcetype': { always: 'Group' },
  members: { column: 'members', kind: 'reference', isOptional: true },
  'members.value': { column: 'members', kind: 'reference', isOptional: true },
  'meta.created': { column: 'createdAt', kind: 'time' },
  'meta.lastmodified': { column: 'updatedAt', kind: 'time' },
}
