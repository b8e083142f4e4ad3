import { widestGrant, type Role } from '#lib/core/permissions.ts'
import { NAVIGATION } from './navigation.ts'

/** The pages of the sidebar that a role opens, by the access table: for the server, which alone knows the table. */
export const pagesOfRole = (role: Role): readonly string[] =>
  NAVIGATION.filter(({ permission }) => widestGrant([role], permission) !== null).map(({ href }) => href)
