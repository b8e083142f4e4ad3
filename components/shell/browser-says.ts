import type { Text } from '#components/language/use-text.ts'

/** The texts of the page, where what happens without a server is put into words; none before the page runs. */
let texts: Text<'ui'> | null = null

/**
 * Names the texts in which the browser says what went wrong, until the returned function is called. Only effects name
 * them, so that there are none on the server, where modules are shared by requests of several languages.
 */
export function sayWith(t: Text<'ui'>): () => void {
  texts = t
  return () => {
    if (texts === t) texts = null
  }
}

/** What the browser itself says, in the language of the page; before the page runs, `code` alone. */
export const browserSays = (code: string, say: (t: Text<'ui'>) => string): string =>
  texts === null ? code : say(texts)
