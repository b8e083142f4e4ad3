import type { ServerText } from '#generated/server-texts.ts'
import { fill, sayInEnglish, type Say } from './say.ts'
import type { Language } from './language.ts'
import { isRecord, trustParsed } from './unsafe.ts'
import en from '#messages/en/server.json' with { type: 'json' }
import ms from '#messages/ms/server.json' with { type: 'json' }

/** The texts of a catalogue, in its order, which is the same in every language. */
const textsIn = (tree: unknown, like: unknown): (readonly [string, string])[] => {
  if (typeof tree === 'string' && typeof like === 'string') return [[tree, like]]
  if (!isRecord(tree) || !isRecord(like)) return []
  return Object.entries(tree).flatMap(([key, text]) => textsIn(text, like[key]))
}

const MALAY: ReadonlyMap<string, string> = new Map(textsIn(en, ms))

/** Texts of the server in a language, with their values still in braces: for what fills them in later. */
export const textsOf = <K extends string>(
  language: Language,
  texts: Readonly<Record<K, ServerText>>,
): Readonly<Record<K, string>> =>
  trustParsed<Record<K, string>>(
    Object.fromEntries(
      Object.entries<ServerText>(texts).map(([name, text]) => [
        name,
        language === 'en' ? text : (MALAY.get(text) ?? text),
      ]),
    ),
  )

const REASONS: ReadonlyMap<string, string> = new Map(textsIn(en.health, ms.health))
const REFUSALS: ReadonlyMap<string, string> = new Map(textsIn(en.refusals, ms.refusals))

/** Why a service is as it is, in a language: kept as it was found, in English or in the words of an incident's title. */
export const retellReason = (language: Language, reason: string): string =>
  language === 'en' ? reason : (REASONS.get(reason) ?? reason)

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
  [...REFUSALS]
    .filter(([english]) => english.includes('{'))
    .toSorted(([a], [b]) => ownLength(b) - ownLength(a))
    .map(([english, malay]) => ({
      malay,
      pattern: new RegExp(
        `^${english
          .split(/\{\w+\}/)
          .map(escaped)
          .join('(.*?)')}$`,
        's',
      ),
      names: [...english.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name),
    }))

let known: readonly Pattern[] | null = null

/**
 * Tells a refusal in a language. An error has its sentence, in English, wherever it is thrown; what stands in its places may be a
 * text of ours again. What is none of them is somebody's own, and stays.
 */
export function retell(language: Language, text: string): string {
  if (language === 'en' || text === '') return text
  const whole = REFUSALS.get(text)
  if (whole !== undefined && !whole.includes('{')) return whole
  known ??= patterns()
  for (const { malay, pattern, names } of known) {
    const found = pattern.exec(text)
    // A pattern has words of its own, so that what stands in its places is shorter each time.
    if (found !== null)
      return fill(
        malay,
        Object.fromEntries(names.map((name, i) => [name, retell(language, found[i + 1] ?? '')])),
      )
  }
  return text
}
