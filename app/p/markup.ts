/** Markup that needs no further escaping, because `markup` made it. */
export class Markup {
  readonly text: string

  constructor(text: string) {
    this.text = text
  }
}

/** What may stand in a template: texts and numbers, which are escaped, and markup, alone or in a list. */
export type Fragment = string | number | Markup | readonly Markup[]

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

const escapeText = (text: string): string => text.replaceAll(/[&<>"']/g, (char) => ENTITIES[char] ?? char)

function textOf(value: Fragment): string {
  if (value instanceof Markup) return value.text
  if (typeof value === 'string' || typeof value === 'number') return escapeText(String(value))
  return value.map((part) => part.text).join('')
}

/** Writes markup: what stands in the source is markup, every value is escaped. Attributes must be quoted. */
export const markup = (parts: TemplateStringsArray, ...values: readonly Fragment[]): Markup =>
  new Markup(String.raw({ raw: parts }, ...values.map(textOf)))

/** A value as the content of a `<script type="application/json">`; no text in it can end the element. */
export const jsonBlock = (value: unknown): Markup =>
  new Markup(JSON.stringify(value).replaceAll('<', String.raw`\u003c`))
