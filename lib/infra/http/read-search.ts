import { invalidField } from '#lib/core/errors.ts'
import { refuseControlCharacters, refuseControlNames } from './control-characters.ts'

/**
 * The query of an address. A name that stands twice is refused, because two readers of it might see two different values;
 * control characters are refused as they are in a body. Throws `invalid_input`.
 */
export function readSearch(address: string): Record<string, string> {
  const search = new URL(address).searchParams
  // Before any of its names is repeated in an error: that goes to the log as well.
  refuseControlNames([...search.keys()])
  const twice = [...search.keys()].find((name, index, names) => names.indexOf(name) !== index)
  if (twice !== undefined) throw invalidField(twice, 'write it once')
  const values = Object.fromEntries(search)
  refuseControlCharacters(values)
  return values
}
