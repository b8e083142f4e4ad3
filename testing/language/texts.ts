import compile from 'icu-minify/compile'
import { EN } from '#components/language/english.ts'
import { MS } from '#components/language/malay.ts'
import { LANGUAGES, type Language } from '#lib/core/language.ts'
import { isRecord } from '#lib/core/unsafe.ts'

/** Every text of an area by its key, `signIn.title`. */
export type Texts = ReadonlyMap<string, string>

const CATALOGUES: Readonly<Record<Language, Readonly<Record<string, unknown>>>> = { en: EN, ms: MS }

function flat(texts: unknown, prefix = ''): [string, string][] {
  if (typeof texts === 'string') return [[prefix, texts]]
  if (!isRecord(texts)) throw new TypeError(`${prefix} is neither a text nor a group of texts`)
  return Object.entries(texts).flatMap(([key, text]) => flat(text, prefix === '' ? key : `${prefix}.${key}`))
}

/** The texts of every area in a language, without areas that hold none yet. */
export const textsOf = (language: Language): ReadonlyMap<string, Texts> =>
  new Map(Object.entries(CATALOGUES[language]).map(([area, texts]) => [area, new Map(flat(texts))]))

/** The names that a text wants to be given: arguments and tags. Throws on a text that is no ICU message. */
export function argumentsOf(text: string): ReadonlySet<string> {
  const names = new Set<string>()
  const collect = (node: unknown): void => {
    if (!Array.isArray(node)) return
    const parts: readonly unknown[] = node
    const [name, kind, ...rest] = parts
    if (typeof name === 'string') names.add(name)
    for (const part of typeof kind === 'number' ? rest : [kind, ...rest]) {
      if (isRecord(part)) for (const branch of Object.values(part)) collectAll(branch)
      else collect(part)
    }
  }
  const collectAll = (nodes: unknown): void => {
    if (Array.isArray(nodes)) for (const node of nodes) collect(node)
  }
  collectAll(compile(text))
  return names
}

/** What is wrong with the texts of the languages, compared with each other; `same` are keys that may be equal. */
export function textFaults(
  texts: Readonly<Record<Language, ReadonlyMap<string, Texts>>>,
  same: ReadonlyMap<string, readonly string[]>,
): string[] {
  const areas = new Set(LANGUAGES.flatMap((language) => [...texts[language].keys()]))
  return [...areas].flatMap((area) => {
    const keys = new Set(LANGUAGES.flatMap((language) => [...(texts[language].get(area)?.keys() ?? [])]))
    const allowed = new Set(same.get(area))
    const stray = [...allowed]
      .filter((key) => !keys.has(key))
      .map((key) => `${area}.${key}: listed as the same, and not there`)
    return [...keys]
      .flatMap((key) =>
        keyFaults(
          `${area}.${key}`,
          LANGUAGES.map((language) => texts[language].get(area)?.get(key)),
          allowed.has(key),
        ),
      )
      .concat(stray)
  })
}

function keyFaults(key: string, all: readonly (string | undefined)[], isSame: boolean): string[] {
  const missing = LANGUAGES.filter((_, i) => all[i] === undefined)
  if (missing.length > 0) return [`${key}: missing in ${missing.join()}`]
  const texts = all.filter((text) => text !== undefined)
  if (texts.some((text) => text.trim() === '' || text !== text.trim()))
    return [`${key}: empty, or with a space at an end`]
  let wanted: string[]
  try {
    wanted = texts.map((text) => [...argumentsOf(text)].toSorted().join())
  } catch (error) {
    return [`${key}: no ICU message: ${String(error)}`]
  }
  if (new Set(wanted).size > 1) return [`${key}: other arguments in each language: ${wanted.join(' / ')}`]
  const isEqual = new Set(texts).size === 1
  if (isEqual && !isSame) return [`${key}: the same in all languages; translate it, or list it under "same"`]
  if (!isEqual && isSame) return [`${key}: listed as the same, and translated`]
  return []
}
