/** The letters that stand for a member: of the first and the last word of the name. */
export function initials(name: string): string {
  const words = name.split(/\s+/).filter((word) => word !== '')
  const letters = words.length > 1 ? [words[0], words.at(-1)] : [words[0]]
  return letters
    .map((word) => firstLetter(word ?? ''))
    .join('')
    .toUpperCase()
}

/** The first code point, which can be two units long. */
const firstLetter = (word: string): string => {
  const point = word.codePointAt(0)
  return point === undefined ? '' : String.fromCodePoint(point)
}
