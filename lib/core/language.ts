/** Languages of the interface, by their BCP 47 tag. The first one is what every text is written in first. */
export const LANGUAGES = ['en', 'ms'] as const

/** A language of the interface. */
export type Language = (typeof LANGUAGES)[number]

/** The language of whoever said nothing, and of texts that are not translated yet. */
export const SOURCE_LANGUAGE: Language = 'en'

/** Cookie that holds the language of a browser without a member in it. */
export const LANGUAGE_COOKIE = 'bw-language'

/** The language with this tag; null for a text that is none of them. */
export const languageOf = (text: string | null | undefined): Language | null =>
  LANGUAGES.find((language) => language === text) ?? null

/** One entry of an `Accept-Language` header: a tag or `*`, and how much it is wanted (0 to 1). */
const ENTRY = /^([a-z]{1,8}(?:-[a-z0-9]{1,8})*|\*)(?:;q=(0(?:\.\d{0,3})?|1(?:\.0{0,3})?))?$/

/** Entries that are looked at: the header comes from anybody, and browsers send five at most. */
const MAX_ENTRIES = 20

/**
 * The language that an `Accept-Language` header (RFC 9110 §12.5.4) asks for first among ours, null when it names none.
 * A region counts for its language: `ms-MY` is Malay. What is malformed is passed over.
 */
export function preferredLanguage(header: string | null): Language | null {
  const wanted = (header ?? '')
    .toLowerCase()
    .split(',', MAX_ENTRIES)
    .flatMap((text) => {
      const [, tag, weight = '1'] = ENTRY.exec(text.replaceAll(/\s/g, '')) ?? []
      const language = tag === '*' ? SOURCE_LANGUAGE : languageOf(tag?.split('-')[0])
      return language === null || Number(weight) === 0 ? [] : [{ language, weight: Number(weight) }]
    })
  return wanted.toSorted((a, b) => b.weight - a.weight)[0]?.language ?? null
}
