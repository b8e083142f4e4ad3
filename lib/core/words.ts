import { fill, sayInEnglish, type Say } from './say.ts'
import type { Language } from './language.ts'
import { isRecord } from './unsafe.ts'
import en from '#messages/en/server.json' with { type: 'json' }
import ms from '#messages/ms/server.json' with { type: 'json' }

/** The texts of a catalogue, in its order, which is the same in every language. */
const textsIn = (tree: unknown, like: unknown): (readonly [string, string])[] => {
  if (typeof tree === 'string' && typeof like === 'string') return [[tree, like]]
  if (!isRecord(tree) || !isRecord(like)) return []
  return Object.entries(tree).flatMap(([key, text]) => textsIn(text, like[key]))
}

const MALAY: ReadonlyMap<string, string> = new Map(textsIn(en, ms))

/** Groups of texts that come back as sentences: kept in a row, or thrown. What people write is not looked for among others. */
const KEPT = [
  [en.health, ms.health],
  [en.refusals, ms.refusals],
] as const
const KEPT_IN_MALAY: ReadonlyMap<string, string> = new Map(
  KEPT.flatMap(([own, other]) => textsIn(own, other)),
)

/** Says texts of the server in a language. */
export const sayIn = (language: Language): Say =>
  language === 'en' ? sayInEnglish : (text, ...[values]) => fill(MALAY.get(text) ?? text, values)

interface Pattern {
  readonly malay: string
  readonly pattern: RegExp
  readonly names: readonly string[]
}

/** How much of a text is its own, whatever its values are. */
const ownLength = (text: string): number => text.replaceAll(/\{\w+\}/g, '').length

const escaped = (text: string): string => text.replaceAll(/[$()*+.?[\\\]^{|}]/g, String.raw`\$&`)

/** Texts with values, those with the most of their own first: of two that fit, the closer one is meant. */
const patterns = (): readonly Pattern[] =>
  [...KEPT_IN_MALAY]
    .filter(([english]) => english.includes('{'))
    .toSorted(([a], [b]) => ownLength(b) - ownLength(a))
    .map(([english, malay]) => ({
      malay,
      pattern: new RegExp(
        `^${english
          .split(/\{\w+\}/)
          .map(escaped)
          .join('(.*)')}$`,
        's',
      ),
      names: [...english.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name),
    }))

let known: readonly Pattern[] | null = null

/**
 * Tells in a language what was once written in English: reasons of health, notices and refusals are kept as they were
 * written, for whoever reads them later. What is none of our sentences is somebody's own, and stays.
 */
export function retell(language: Language, text: string): string {
  if (language === 'en' || text === '') return text
  const whole = KEPT_IN_MALAY.get(text)
  if (whole !== undefined) return whole
  known ??= patterns()
  for (const { malay, pattern, names } of known) {
    const found = pattern.exec(text)
    if (found !== null)
      return fill(malay, Object.fromEntries(names.map((name, i) => [name, found[i + 1] ?? ''])))
  }
  return text
}
