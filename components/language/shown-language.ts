import { languageOf, SOURCE_LANGUAGE, type Language } from '#lib/core/language.ts'

/** The language of the page as the browser shows it, for what is no component. */
export const shownLanguage = (): Language =>
  (typeof document === 'undefined' ? null : languageOf(document.documentElement.lang)) ?? SOURCE_LANGUAGE
