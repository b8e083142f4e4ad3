import { shownLanguage } from '#components/language/shown-language.ts'

/** The language of the page, for requests that it makes: what the server says to it, it says in the same. */
export const languageHeader = (): Readonly<Record<'accept-language', string>> => ({
  'accept-language': shownLanguage(),
})
