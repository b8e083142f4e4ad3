import type { ServerText } from '#generated/server-texts.ts'

type NamesIn<T extends string> = T extends `${string}{${infer Name}}${infer Rest}`
  ? Name | NamesIn<Rest>
  : never

/** A text of the server without a value in it. */
export type PlainText = Exclude<ServerText, `${string}{${string}}${string}`>

/** What a text asks for: nothing, or a value for each of its names in braces. */
export type ValuesOf<T extends ServerText> = [NamesIn<T>] extends [never]
  ? readonly []
  : readonly [Readonly<Record<NamesIn<T>, string | number>>]

/**
 * Says a text of the server in the language of whoever reads it. The text stands in the code as English says it; one that
 * `messages/en/server.json` does not have, or a value that it does not ask for, does not compile.
 */
export type Say = <T extends ServerText>(text: T, ...values: ValuesOf<T>) => string

/** A text with its values in their places. */
export const fill = (text: string, values: Readonly<Record<string, string | number>> = {}): string =>
  text.replaceAll(/\{(\w+)\}/g, (whole, name: string) => String(values[name] ?? whole))

/** Says it in English: in answers to programs, in records, and to whoever asks for no other language. */
export const sayInEnglish: Say = (text, ...[values]) => fill(text, values)
