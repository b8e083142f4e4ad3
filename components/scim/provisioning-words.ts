import { isOver } from '#components/access/key-words.ts'
import type { ProvisioningOutput, ScimTokenView } from '#lib/modules/scim/schemas.ts'

const counted = (n: number, one: string): string => `${n} ${one}${n === 1 ? '' : 's'}`

/** The state of provisioning in one sentence; a token that has ended by `now` keeps nothing in step any more. */
export function provisioningSentence(
  { domains, tokens, groups, userCount }: ProvisioningOutput,
  now: number,
): string {
  const open = tokens.filter((token) => token.revokedAt === null && !isOver(token, now))
  if (open.length === 0)
    return userCount === 0
      ? 'No identity provider keeps members in step here.'
      : `No token is left: ${counted(userCount, 'user')} stay as they were last sent.`
  if (domains.length === 0 && userCount === 0)
    return 'No domain is proved yet, so people whom the identity provider sends are refused.'
  const idle = groups.filter(({ role, members }) => role === null && members > 0).length
  const unmapped = idle === 0 ? '' : ` ${counted(idle, 'group')} with members give no role yet.`
  return `${counted(userCount, 'user')} in ${counted(groups.length, 'group')} are kept in step.${unmapped}`
}

/** The state of a token, with its word. */
export function tokenState(
  token: ScimTokenView,
  now: number,
): {
  readonly state: 'healthy' | 'unknown' | 'maintenance' | 'degraded'
  readonly words: string
} {
  const { revokedAt, lastUsedAt, previousUntil } = token
  if (revokedAt !== null) return { state: 'maintenance', words: 'Revoked' }
  if (isOver(token, now)) return { state: 'maintenance', words: 'Ended' }
  if (previousUntil !== null) return { state: 'degraded', words: 'Two credentials are taken' }
  return lastUsedAt === null
    ? { state: 'unknown', words: 'Never used' }
    : { state: 'healthy', words: 'In use' }
}
