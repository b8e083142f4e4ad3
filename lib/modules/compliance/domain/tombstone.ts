/** What a person is called and reached by, now and before. */
export interface Known {
  readonly names: readonly string[]
  readonly addresses: readonly string[]
}

/** A name that can be looked for in texts without hitting others: two words or more. */
const isDistinctive = (name: string): boolean => name.length >= 5 && /\S\s+\S/.test(name)

/** What of a person is looked for in texts: the longest first, for one may stand in another. */
export function wordsOf({ names, addresses }: Known): string[] {
  const words = [...addresses, ...names.filter(isDistinctive)].filter((word) => word.length >= 5)
  return [...new Set(words)].toSorted((a, b) => b.length - a.length)
}

const escaped = (word: string): string => word.replaceAll(/[^\p{L}\p{N}]/gu, String.raw`\$&`)
/** As it stands in a text, and within one of JSON. */
const spellings = (word: string): string[] => [...new Set([word, JSON.stringify(word).slice(1, -1)])]

/** A regular expression of Postgres for these words as a whole: none of them within a longer one. */
export const patternOf = (words: readonly string[]): string =>
  `(?<![[:alnum:]])(?:${words.flatMap(spellings).map(escaped).join('|')})(?![[:alnum:]])`

/** A regular expression of Postgres for a text that is one of these and nothing else. */
export const exactlyOf = (texts: readonly string[]): string => `^(?:${texts.map(escaped).join('|')})$`

/** The address that an erased member has: it belongs to nobody, and stays unique. */
export const erasedAddress = (memberId: string): string => `erased-${memberId}@erased.invalid`
/** The name that an erased member has. */
export const ERASED_NAME = 'Erased member'
/** What stands in a text in place of a name or an address. */
export const ERASED_WORD = '(erased)'
