import { isOver } from '#components/access/key-words.ts'
import type { Text } from '#components/language/use-text.ts'
import type { ProvisioningOutput, ScimTokenView } from '#lib/modules/scim/schemas.ts'

/** The state of provisioning in one sentence; a token that has ended by `now` keeps nothing in step any more. */
export function provisioningSentence(
  t: Text<'scim'>,
  { domains, tokens, groups, userCount }: ProvisioningOutput,
  now: number,
): string {
  const open = tokens.filter((token) => token.revokedAt === null && !isOver(token, now))
  if (open.length === 0)
    return userCount === 0 ? t('sentence.none') : t('sentence.noToken', { users: userCount })
  if (domains.length === 0 && userCount === 0) return t('sentence.noDomain')
  const idle = groups.filter(({ role, members }) => role === null && members > 0).length
  const kept = t('sentence.kept', { users: userCount, groups: groups.length })
  return idle === 0 ? kept : `${kept} ${t('sentence.idle', { groups: idle })}`
}

/** The state of a token, with its word. */
export function tokenState(
  t: Text<'scim'>,
  token: ScimTokenView,
  now: number,
): {
  readonly state: 'healthy' | 'unknown' | 'maintenance' | 'degraded'
  readonly words: string
} {
  const { revokedAt, lastUsedAt, previousUntil, makerUntil } = token
  if (revokedAt !== null) return { state: 'maintenance', words: t('state.revoked') }
  if (isOver(token, now)) return { state: 'maintenance', words: t('state.ended') }
  if (makerUntil !== null) return { state: 'degraded', words: t('state.waits') }
  if (previousUntil !== null) return { state: 'degraded', words: t('state.two') }
  return lastUsedAt === null
    ? { state: 'unknown', words: t('state.unused') }
    : { state: 'healthy', words: t('state.used') }
}
