import type { Json } from '#lib/core/canonical-json.ts'

const escaped = (word: string): string => word.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`)

/** True when one of the words stands in a text of `value`, as a whole and in either case. */
export function mentions(value: Json, words: readonly string[]): boolean {
  if (typeof value === 'string')
    return words.some((word) =>
      new RegExp(`(?<![\\p{L}\\p{N}])${escaped(word)}(?![\\p{L}\\p{N}])`, 'iu').test(value),
    )
  if (value === null || typeof value !== 'object') return false
  return Object.entries(value).some(
    ([name, item]: [string, Json]) => mentions(name, words) || mentions(item, words),
  )
}
