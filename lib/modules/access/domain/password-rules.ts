/** Fewest characters of a password. */
export const MIN_PASSWORD_LENGTH = 12
/** Most characters of a password: enough for every pass phrase, too few to keep a processor busy. */
const MAX_PASSWORD_LENGTH = 256

/** Characters that have to remain when the member's own words are taken out. */
const OWN_CHARACTERS = 8
/** Shorter words than this are part of too many others. */
const SHORTEST_WORD = 4

/** Whose password it is to be. */
export interface PasswordOwner {
  readonly email: string
  readonly name: string
  /** The operator, whose name everybody who guesses knows. */
  readonly organisation?: string | undefined
}

/** The name of the product: the first thing that comes to mind on its own sign-in page. */
const PRODUCT = 'bailiwick'

function ownWords({ email, name, organisation = '' }: PasswordOwner): string[] {
  const names = [name, organisation].map((text) => text.normalize('NFKC'))
  const words = [PRODUCT, email, ...email.split('@'), ...names, ...names.flatMap((one) => one.split(/\s+/))]
  return words
    .map((word) => word.trim().toLowerCase())
    .filter((word) => word.length >= SHORTEST_WORD)
    .toSorted((a, b) => b.length - a.length)
}

/**
 * What is wrong with a password, a full sentence; null when it may be used. Length and not being made of the member's
 * own name or address, or of our names, are all that counts here: rules about digits and signs make passwords worse
 * (NIST SP 800-63B). Whether it is known to everybody is asked of the list in `lib/infra/auth`.
 */
export function passwordFault(password: string, owner: PasswordOwner): string | null {
  const text = password.normalize('NFKC')
  const length = Array.from(text).length // characters, not the two halves of an emoji
  if (length < MIN_PASSWORD_LENGTH)
    return `Use at least ${MIN_PASSWORD_LENGTH} characters; several words are easiest.`
  if (length > MAX_PASSWORD_LENGTH) return `Use at most ${MAX_PASSWORD_LENGTH} characters.`
  let rest = text.toLowerCase()
  for (const word of ownWords(owner)) rest = rest.replaceAll(word, '')
  if (rest.length < Math.min(length, OWN_CHARACTERS)) {
    return 'This is made of your own name or e-mail address, or of ours; use words that have nothing to do with you.'
  }
  return null
}

/** What to tell somebody whose password stands in the list of breached ones. */
export const BREACHED_PASSWORD =
  'This is among the passwords that became known in breaches, or almost one of them, and is guessed first; use several words instead.'
