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
const patternsOf = (texts: ReadonlyMap<string, string>): readonly Pattern[] =>
  [...texts]
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

/**
 * Tells sentences of one group again. What stands in the places of a text may be a text of the group itself; a pattern has words
 * of its own, so that what is left is shorter each time.
 */
function retelling(english: unknown, malay: unknown): (language: Language, text: string) => string {
  const texts: ReadonlyMap<string, string> = new Map(textsIn(english, malay))
  let patterns: readonly Pattern[] | null = null
  const tell = (text: string): string => {
    const whole = texts.get(text)
    if (whole !== undefined && !whole.includes('{')) return whole
    patterns ??= patternsOf(texts)
    for (const { malay: said, pattern, names } of patterns) {
      const found = pattern.exec(text)
      if (found !== null)
        return fill(said, Object.fromEntries(names.map((name, i) => [name, tell(found[i + 1] ?? '')])))
    }
    return text
  }
  return (language, text) => (language === 'en' || text === '' ? text : tell(text))
}

/**
 * Tells a refusal in a language. An error has its sentence, in English, wherever it is thrown. What is none of our sentences is
 * somebody's own, and stays; so it is with the others.
 */
export const retell = retelling(en.refusals, ms.refusals)

const retellLine = retelling(en.notices, ms.notices)

/** Tells a notice of the inbox in a language, line by line: kept in English, for a reader who may choose another one. */
export const retellNotice = (language: Language, text: string): string =>
  text
    .split('\n')
    .map((line) => retellLine(language, line))
    .join('\n')

/** Tells what stands on a timeline, or why something was decided, in a language: a record that is written once. */
export const retellEntry = retelling(en.timeline, ms.timeline)
