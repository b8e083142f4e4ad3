import { widestGrant, type Role } from '#lib/core/permissions.ts'
import { NAVIGATION } from './navigation.ts'
import { PAGE_ACTIONS } from './page-actions.ts'

/** The pages of the sidebar that a role opens, by the access table: for the server, which alone knows the table. */
export const pagesOfRole = (role: Role): readonly string[] =>
  NAVIGATION.filter(({ permission, orPermission }) =>
    [permission, orPermission ?? permission].some((one) => widestGrant([role], one) !== null),
  ).map(({ href }) => href)

/** What a role may do on the pages, by name: for the server as well. */
export const actionsOfRole = (role: Role): readonly string[] =>
  PAGE_ACTIONS.filter(({ permission }) => widestGrant([role], permission) !== null).map(({ name }) => name)
