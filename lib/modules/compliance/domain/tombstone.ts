/** A name that can be looked for in texts without hitting others: two words or more. */
const isDistinctive = (name: string): boolean => name.length >= 5 && /\S\s+\S/.test(name)

/** What of a person is looked for in texts. */
export function wordsOf(person: {
  readonly email: string
  readonly name: string
  readonly targets: readonly string[]
}): string[] {
  const name = isDistinctive(person.name) ? [person.name] : []
  return [...new Set([person.email, ...name, ...person.targets])].filter((word) => word.length >= 5)
}

/** The address that an erased member has: it belongs to nobody, and stays unique. */
export const erasedAddress = (memberId: string): string => `erased-${memberId}@erased.invalid`
/** The name that an erased member has. */
export const ERASED_NAME = 'Erased member'
/** What stands in a text in place of a name or an address. */
export const ERASED_WORD = '(erased)'
