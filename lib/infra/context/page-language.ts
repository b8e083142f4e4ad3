import { cookies, headers } from 'next/headers'
import { cache } from 'react'
import {
  LANGUAGE_COOKIE,
  languageOf,
  preferredLanguage,
  SOURCE_LANGUAGE,
  type Language,
} from '#lib/core/language.ts'
import { pageChoices } from './page-choices.ts'

/** The language of this request: what its member chose, else what this browser was told, else what it asks for. */
export const pageLanguage = cache(async (): Promise<Language> => {
  const kept = languageOf((await cookies()).get(LANGUAGE_COOKIE)?.value)
  const asked = preferredLanguage((await headers()).get('accept-language'))
  return (await pageChoices()).language ?? kept ?? asked ?? SOURCE_LANGUAGE
})
