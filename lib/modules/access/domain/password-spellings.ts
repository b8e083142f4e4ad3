/** Signs that stand for a letter in passwords that were meant to be clever. */
const LOOKS_LIKE: Readonly<Record<string, string>> = {
  '@': 'a',
  '4': 'a',
  '3': 'e',
  '1': 'i',
  '!': 'i',
  '0': 'o',
  $: 's',
  '5': 's',
  '7': 't',
}

/** Around a known password, so many digits and signs are no secret; more of them may be one of their own. */
const MOST_DECORATION = 8

const plainLetters = (text: string): string =>
  Array.from(text, (character) => LOOKS_LIKE[character] ?? character).join('')

/** The text without the digits and signs around it; null when nothing or too much would be taken away. */
function core(text: string): string | null {
  const inner = text.replace(/^[^\p{L}]+/u, '').replace(/[^\p{L}]+$/u, '')
  return inner === '' || text.length - inner.length > MOST_DECORATION ? null : inner
}

/** The text that is written twice or more, one after the other; null when none is. */
const repeated = (text: string): string | null => /^(.+?)\1+$/su.exec(text)?.[1] ?? null

/**
 * Under which spellings a password is looked up among known ones: as it is, without digits and signs around it, once
 * where it repeats itself, and each of them with letters for the signs that look like them. All in lower case.
 */
export function passwordSpellings(password: string): ReadonlySet<string> {
  const text = password.normalize('NFKC').toLowerCase().trim()
  const plain = [text, plainLetters(text)]
  const shorter = plain.flatMap((one) => [core(one), repeated(one)])
  const inner = core(text)
  const all = [...plain, ...shorter, inner === null ? null : plainLetters(inner)]
  return new Set(all.flatMap((one) => (one === null || one === '' ? [] : [one])))
}
