import { headers } from 'next/headers'
import { cache } from 'react'
import { evidenceOf } from '#lib/infra/auth/identify.ts'
import { lookupPageChoices, type PageChoices } from '#lib/infra/auth/page-choices.ts'
import { withRequestId } from './page-request.ts'
import { runtime } from './runtime.ts'

const NONE: PageChoices = { language: null, zone: null }

/** What whoever is signed in chose for the pages. Kept for the life of one request: the document and its titles ask. */
export const pageChoices = cache(
  withRequestId(async (): Promise<PageChoices> => {
    const own = runtime()
    const cookie = (await headers()).get('cookie')
    // `auto`: to ask in which language a page is to be is no act of the member.
    const evidence = await evidenceOf(
      { authorization: null, cookie, activity: 'auto' },
      own.keyring,
      own.publicUrl,
    )
    return evidence.kind === 'session' ? ((await lookupPageChoices(own, evidence.sid)) ?? NONE) : NONE
  }),
)
