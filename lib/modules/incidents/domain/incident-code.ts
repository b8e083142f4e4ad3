/** Letters and digits that cannot be taken for one another when read aloud or from a phone (no I, L, O, U, 0, 1). */
const ALPHABET = '23456789ABCDEFGHJKMNPQRSTVWXYZ'

/** How many characters follow `INC-`: 30^5 is 24 million, enough for one owner. */
const LENGTH = 5

/** Makes the short name of an incident from random bytes (at least five), e.g. `INC-7K3F9`. */
export function incidentCode(random: Uint8Array): string {
  if (random.length < LENGTH) throw new RangeError(`an incident code needs ${LENGTH} random bytes`)
  const letters = Array.from(random.subarray(0, LENGTH), (byte) => ALPHABET.charAt(byte % ALPHABET.length))
  return `INC-${letters.join('')}`
}
