'use client'
import { createContext, use } from 'react'

const SELECTOR = 'form[data-unsaved="yes"]'

/** Kinds of fields that nobody types a text into which could be lost. */
const NO_TEXT = ['search', 'hidden']

/** What tells a field that may hold a secret. */
export interface SecretMarks {
  readonly type: string
  readonly autocomplete: string
}

/** Whether a secret is typed into a field. A password that is shown is text by its type, not by its `autocomplete`. */
export const isSecret = ({ type, autocomplete }: SecretMarks): boolean =>
  type === 'password' || /password|one-time-code/i.test(autocomplete)

/** Whether a text is typed into a field that somebody would miss. */
export const holdsText = (field: SecretMarks): boolean => !NO_TEXT.includes(field.type) && !isSecret(field)

/** Property of a form that knows itself whether text would be lost if the page or the dialog around it went away. */
export const unsavedMark = (isUnsaved: boolean): { readonly 'data-unsaved': 'yes' | 'no' } => ({
  'data-unsaved': isUnsaved ? 'yes' : 'no',
})

/** Marks a form of a dialog that does not know it itself, when something is typed. */
export function markTyped({ target }: Event): void {
  const field = target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement ? target : null
  if (field === null || !holdsText(field)) return
  const form = field.closest<HTMLFormElement>('dialog form:not([data-unsaved])')
  form?.setAttribute('data-unsaved', 'yes')
}

/** Whether text that nobody has sent stands in a form within. */
export const hasUnsaved = (within: ParentNode = document): boolean => within.querySelector(SELECTOR) !== null

/** Lets go of what stands in the forms within: from now on nobody is asked about it. */
export function letGo(within: ParentNode = document): void {
  for (const form of within.querySelectorAll(SELECTOR)) form.setAttribute('data-unsaved', 'no')
}

/** Goes on at once, or after the member has said that what stands in the forms within may be lost. */
export type AskFirst = (within: ParentNode, proceed: () => void) => void

/** Set by `UnsavedGuard`; without one nothing is asked. */
export const AskFirstContext = createContext<AskFirst>((_within, proceed) => {
  proceed()
})

/** The function that asks before text is lost. */
export const useAskFirst = (): AskFirst => use(AskFirstContext)

/** Whether following `to` leaves the page `from`: another path or another site; not another filter of the same list. */
export function leavesPage(to: string, from: string): boolean {
  const [target, here] = [new URL(to, from), new URL(from)]
  return target.origin !== here.origin || target.pathname !== here.pathname
}
