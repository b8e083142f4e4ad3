import type { Text } from '#components/language/use-text.ts'
import type { ListedOutgoingAllow, OutgoingUseView } from '#lib/modules/access/schemas.ts'

/** As many are named before the others are counted. */
const NAMED = 3

/** What uses an entry of the list of allowed addresses, each in words: `the scrape node (10.1.2.3:9100)`. */
export const usersOf = (t: Text<'sources'>, uses: readonly OutgoingUseView[], entryId: string): string[] =>
  uses
    .filter((use) => use.entryId === entryId)
    .map(({ use, name, address }) => t(`allow.user.${use}`, { name, address }))

/** How many use it: `used by 3`, `not used`. */
export const usedByWords = (t: Text<'sources'>, users: readonly string[]): string =>
  users.length === 0 ? t('allow.unused') : t('allow.usedBy', { count: users.length })

/** What removing an entry stops, in one sentence. */
export function removalWords(t: Text<'sources'>, users: readonly string[]): string {
  if (users.length === 0) return t('allow.nothing')
  return t('allow.stops', {
    users: users.slice(0, NAMED).join(', '),
    more: Math.max(0, users.length - NAMED),
    count: users.length,
  })
}

/** That the settings close an entry of the list all the same, the whole or a part. */
export const closedWords = (
  t: Text<'sources'>,
  { by, isWhole }: NonNullable<ListedOutgoingAllow['closed']>,
): string => t(isWhole ? 'allow.closed' : 'allow.closedPart', { by })
