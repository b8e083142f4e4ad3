import compile from 'icu-minify/compile'
import type { Language } from '#lib/core/language.ts'
import { isRecord, trustParsed } from '#lib/core/unsafe.ts'
import { EN, type Messages } from './english.ts'
import { MS } from './malay.ts'

/** A part of the interface whose texts travel together: one file per language below `messages/`. */
export type Area = keyof Messages

/** Texts of some areas, compiled: what the formatter in the browser takes, which has no parser. */
export type CompiledMessages = { readonly [A in Area]?: unknown }

const CATALOGUE: Readonly<Record<Language, Messages>> = { en: EN, ms: MS }

function compiled(texts: unknown): unknown {
  if (typeof texts === 'string') return compile(texts)
  if (!isRecord(texts)) throw new TypeError('a message is neither a text nor a group of texts')
  return Object.fromEntries(Object.entries(texts).map(([key, text]) => [key, compiled(text)]))
}

const known = new Map<string, unknown>()

/** Compiles an area once. Cloned, because React hands on no objects without a prototype, which the compiler makes. */
function compiledArea(language: Language, area: Area): unknown {
  const name = `${language}/${area}`
  if (!known.has(name)) known.set(name, structuredClone(compiled(CATALOGUE[language][area])))
  return known.get(name)
}

/** The texts of these areas in a language, compiled. */
export const messagesOf = (language: Language, areas: readonly Area[]): CompiledMessages =>
  trustParsed(Object.fromEntries(areas.map((area) => [area, compiledArea(language, area)])))
