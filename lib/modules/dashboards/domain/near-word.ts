/** How many slips a word of this length forgives. */
const slipsOf = (word: string): number => (word.length < 4 ? 0 : word.length < 8 ? 1 : 2)

/**
 * Slips between two words: a letter too many, one too few, another one, or two neighbours that changed places (the distance of
 * Damerau and Levenshtein, optimal string alignment). Stops counting above `most`.
 */
export function slips(a: string, b: string, most: number): number {
  if (Math.abs(a.length - b.length) > most) return most + 1
  let before: readonly number[] = []
  let row: readonly number[] = Array.from({ length: b.length + 1 }, (_, j) => j)
  for (let i = 1; i <= a.length; i += 1) {
    const next = nextRow({ a, b, i }, row, before)
    before = row
    row = next
  }
  return row[b.length] ?? 0
}

/** One row of the table of distances between the beginnings of two words. */
function nextRow(
  { a, b, i }: { readonly a: string; readonly b: string; readonly i: number },
  row: readonly number[],
  before: readonly number[],
): readonly number[] {
  const next = [i]
  for (let j = 1; j <= b.length; j += 1) {
    const other = a.charAt(i - 1) === b.charAt(j - 1) ? 0 : 1
    const isSwapped = i > 1 && a.charAt(i - 1) === b.charAt(j - 2) && a.charAt(i - 2) === b.charAt(j - 1)
    const swapped = isSwapped ? at(before, j - 2) + 1 : Number.POSITIVE_INFINITY
    next.push(Math.min(at(row, j) + 1, at(next, j - 1) + 1, at(row, j - 1) + other, swapped))
  }
  return next
}

const at = (row: readonly number[], j: number): number => row[j] ?? Number.POSITIVE_INFINITY

/** Whether each of `words` is a word of `name`, or the beginning of one, but for the slips that its length forgives. */
export function isNear(words: readonly string[], name: string): boolean {
  const parts = name.toLowerCase().split(/[^\p{L}\p{N}]+/u)
  return words.every((word) => {
    const most = slipsOf(word)
    return parts.some(
      (part) => slips(word, part, most) <= most || slips(word, part.slice(0, word.length), most) <= most,
    )
  })
}
