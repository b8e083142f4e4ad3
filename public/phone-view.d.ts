import type { PhoneState } from '#app/p/phone-state.ts'
import type { PhoneWords } from '#app/p/phone-words.ts'

/** What happened on a phone: its tap (server's time, ms), tries to send it, and when the server was last heard. */
export interface Phone {
  readonly tappedAt: number | null
  readonly tries: number
  /** Null while a try is on its way. */
  readonly nextTryAt: number | null
  readonly refusal: string
  /** Null on the server, which draws without a phone. */
  readonly heardAt: number | null
  readonly isCut: boolean
}

/** Names of the panels, of which one is shown. */
export type Panel = 'next' | 'alone' | 'uncounted' | 'mine' | 'theirs' | 'resolved' | 'refused'

/** Everything that changes on the page. */
export interface PhoneView {
  readonly panel: Panel
  readonly action: 'none' | 'acknowledge' | 'sending' | 'queued'
  readonly live: 'plain' | 'live' | 'off'
  /** Percent of the wait for the next step that has passed. */
  readonly passed: number
  readonly texts: Readonly<Record<string, string>>
  readonly lists: {
    readonly paged: readonly (readonly [string, string])[]
    readonly timeline: readonly (readonly [string, string])[]
  }
}

export const untouched: Phone
export function view(state: PhoneState, phone: Phone, now: number, words: PhoneWords): PhoneView
export function clock(ms: number, zone: string): string
export function zoneName(ms: number, zone: string): string
export function span(ms: number): string
export function countdown(ms: number): string
