import type { Text } from '#components/language/use-text.ts'
import { isRole } from '#lib/core/roles.ts'

/** A role that has no text: `operator_admin` becomes `Operator admin`. */
const roleWord = (role: string): string => role.charAt(0).toUpperCase() + role.slice(1).replaceAll('_', ' ')

/** A role as people read it, in the language of the page. */
export const roleText = (t: Text<'roles'>, role: string): string => (isRole(role) ? t(role) : roleWord(role))
