import { languageOf, type Language } from '#lib/core/language.ts'
import type { Database } from '#lib/infra/db/index.ts'
import type { Clock } from '#lib/core/clock.ts'
import type { Keyring } from './keys.ts'
import { sessionHashes } from './session-id.ts'

/** What a member chose for the pages; null where they leave it to the browser. */
export interface PageChoices {
  readonly language: Language | null
  /** A zone of the IANA database. */
  readonly zone: string | null
}

/** What the member of a live session chose for the pages; null without one. It opens nothing: how a page looks, no more. */
export async function lookupPageChoices(
  deps: { readonly database: Database; readonly keyring: Keyring; readonly clock: Clock },
  sid: string,
): Promise<PageChoices | null> {
  const row = await deps.database.asAuth(
    async (tx) =>
      await tx.session.findFirst({
        where: {
          hash: { in: sessionHashes(deps.keyring, sid) },
          endedAt: null,
          expiresAt: { gt: deps.clock.now() },
          member: { state: 'active' },
        },
        select: { member: { select: { language: true, timeZone: true, pageZone: true } } },
      }),
  )
  if (row === null) return null
  const { language, timeZone, pageZone } = row.member
  return { language: languageOf(language), zone: pageZone === 'profile' ? timeZone : null }
}
