import { relative, sep } from 'node:path'

/** The file under inspection as the repository names it: from the root, with forward slashes. */
export const repositoryPath = (context) => relative(context.cwd, context.filename).split(sep).join('/')

/** True when `file` is one of `places` or below one of them (a place that is a folder ends with a slash). */
export const isIn = (file, places) =>
  places.some((place) => (place.endsWith('/') ? file.startsWith(place) : file === place))

/** The name behind the dot of a member access, `undefined` when it is computed from anything but a literal. */
export function memberName(member) {
  if (!member.computed) return member.property.name
  return member.property.type === 'Literal' ? String(member.property.value) : undefined
}

/** Schema of a rule whose one option is a list of places. */
export const placesOption = (name) => [
  {
    type: 'object',
    properties: { [name]: { type: 'array', items: { type: 'string' } } },
    additionalProperties: false,
  },
]
