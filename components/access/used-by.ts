import type { OutgoingUseView } from '#lib/modules/access/schemas.ts'

const KINDS = {
  scrape: 'the scrape',
  webhook: 'the webhook of',
  witness: 'the webhook of the',
  provider: 'the provider',
} as const

/** What uses an entry of the list of allowed addresses, each in words: `the scrape node (10.1.2.3:9100)`. */
export const usersOf = (uses: readonly OutgoingUseView[], entryId: string): string[] =>
  uses
    .filter((use) => use.entryId === entryId)
    .map(({ use, name, address }) => `${KINDS[use]} ${name} (${address})`)

/** How many use it: `used by 3`, `not used`. */
export const usedByWords = (users: readonly string[]): string =>
  users.length === 0 ? 'not used' : `used by ${users.length}`

/** What removing an entry stops, in one sentence. */
export function removalWords(users: readonly string[]): string {
  if (users.length === 0) return 'Nothing in sight uses it. What would be added later is refused.'
  const shown = users.slice(0, 3).join(', ')
  const more = users.length > 3 ? ` and ${users.length - 3} more` : ''
  return `It is in use: ${shown}${more} ${users.length === 1 ? 'fails' : 'fail'} from the next try on.`
}
