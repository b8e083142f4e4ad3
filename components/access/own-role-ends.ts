import type { Text } from '#components/language/use-text.ts'
import type { MemberView } from '#lib/modules/access/schemas.ts'

/** Why the reader cannot give a role on a member's row: it is their own, and a role of theirs ends. Undefined elsewhere. */
export const ownRoleEnds = (
  t: Text<'members'>,
  { email, bindings }: MemberView,
  reader: string,
): string | undefined =>
  email === reader && bindings.some(({ expiresAt }) => expiresAt !== null) ? t('ownEnds') : undefined
