/** Words that a text is looked for by; more of them narrow no further. */
const MOST_WORDS = 5

/** The words of a text, for names that have to contain each of them. */
export const wordsOf = (text: string): readonly string[] =>
  text
    .split(/\s+/)
    .filter((word) => word !== '')
    .slice(0, MOST_WORDS)

/** Whether a name contains every word, in any case. */
export const hasWords = (name: string, words: readonly string[]): boolean =>
  words.every((word) => name.toLowerCase().includes(word.toLowerCase()))

/** A word for a condition with LIKE, in which `%`, `_` and `\` mean themselves. */
export const literally = (word: string): string => word.replaceAll(/[\\%_]/g, String.raw`\$&`)

/** The parts of a list of `scope` parameters with commas between them, each once. */
export const splitParams = (text: string): readonly string[] => [
  ...new Set(
    text
      .split(',')
      .map((part) => part.trim())
      .filter((part) => part !== ''),
  ),
]
