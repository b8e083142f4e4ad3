import { isSecret, letGo, type SecretMarks } from '#components/ui/unsaved-forms.ts'
import { isRecord } from '#lib/core/unsafe.ts'

const KEY = 'bailiwick-typed'

/** Text that somebody typed into a form and did not send. */
export interface TypedText {
  readonly label: string
  readonly text: string
}

/** Kinds of fields whose text is not worth keeping, or no text. */
const NEVER = ['hidden', 'checkbox', 'radio', 'file', 'submit', 'button', 'search']

let owner: string | null = null
/** Forms that were sent as they stand. */
const sent = new WeakSet<EventTarget>()

/** Names the member on whose page text is typed, and follows which forms are sent until the returned function is called. */
export function typedBy(email: string): () => void {
  owner = email
  const onSubmit = ({ target }: Event): void => {
    if (target !== null) sent.add(target)
  }
  const onInput = ({ target }: Event): void => {
    const form = target instanceof Element ? target.closest('form') : null
    if (form !== null) sent.delete(form)
  }
  document.addEventListener('submit', onSubmit, true)
  document.addEventListener('input', onInput, true)
  return () => {
    document.removeEventListener('submit', onSubmit, true)
    document.removeEventListener('input', onInput, true)
  }
}

/** A field as `textIn` reads it. */
export interface TextSource extends SecretMarks {
  readonly name: string
  readonly value: string
  readonly defaultValue: string
  readonly labels: ArrayLike<{ readonly textContent: string | null }> | null
}

/** What was typed into a field; null for nothing, and for a secret however it is shown. */
export function textIn(field: TextSource): TypedText | null {
  if (NEVER.includes(field.type) || isSecret(field)) return null
  const text = field.value.trim()
  if (text === '' || field.value === field.defaultValue) return null
  return { label: field.labels?.[0]?.textContent ?? field.name, text }
}

const wasSent = (field: Element): boolean => {
  const form = field.closest('form')
  return form !== null && sent.has(form)
}

/**
 * Keeps what stands in the forms of this tab, until its member has signed in again in the same tab. What was sent is kept
 * too where the session is over, since it may have been refused for that; not where it may have changed the rights itself.
 */
export function keepTyped(isSentKept: boolean): void {
  if (owner === null) return
  letGo() // it is kept, so nobody is asked whether it may be lost
  const fields = [...document.querySelectorAll('input, textarea')]
    .filter((field) => field instanceof HTMLInputElement || field instanceof HTMLTextAreaElement)
    .filter((field) => isSentKept || !wasSent(field))
    .map((field) => textIn(field))
    .filter((field) => field !== null)
  if (fields.length > 0) sessionStorage.setItem(KEY, JSON.stringify({ owner, fields }))
}

const isTyped = (value: unknown): value is TypedText =>
  isRecord(value) && typeof value['label'] === 'string' && typeof value['text'] === 'string'

/** What this tab keeps, as it is stored; null for nothing. */
export const keptText = (): string | null => sessionStorage.getItem(KEY)

/** What was kept for this member; nothing for anybody else. */
export function typedBefore(text: string | null, email: string): readonly TypedText[] {
  const kept: unknown = text === null ? null : JSON.parse(text)
  const fields = isRecord(kept) && kept['owner'] === email ? kept['fields'] : null
  return Array.isArray(fields) ? fields.filter((field) => isTyped(field)) : []
}

/** Forgets what was kept. */
export const forgetTyped = (): void => sessionStorage.removeItem(KEY)
