import type { Language } from '#lib/core/language.ts'

/** Every language by the name that its own speakers give it, which is the same on every page. */
export const LANGUAGE_NAMES: Readonly<Record<Language, string>> = { en: 'English', ms: 'Bahasa Melayu' }
