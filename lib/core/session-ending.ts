import { formatSeconds } from './duration.ts'
import { MAX_SESSIONS } from './session-limits.ts'

/** Why a session was ended before its time, as it is stored. */
export const END_REASONS = [
  'signed_out',
  'by_member',
  'by_admin',
  'password',
  'factor',
  'disabled',
  'rotated',
  'too_many',
] as const

/** Why a session was ended before its time. */
export type EndReason = (typeof END_REASONS)[number]

/** How a session ended: by somebody, by the word of an identity provider, or by its limits. */
export type SessionEnding =
  | { readonly kind: EndReason }
  | { readonly kind: 'provider' }
  | { readonly kind: 'idle' | 'absolute'; readonly minutes: number }

/** How a session ended, as one sentence for the person whose it was. */
export function endingWords(ending: SessionEnding): string {
  switch (ending.kind) {
    case 'idle':
      return `Your session ended because nothing was done in it for ${formatSeconds(ending.minutes * 60)}.`
    case 'absolute':
      return `Your session ended because it was ${formatSeconds(ending.minutes * 60)} old: sessions of your roles last no longer.`
    case 'provider':
      return 'Your session ended because your identity provider let it last no longer.'
    case 'signed_out':
      return 'You signed out.'
    case 'by_member':
      return 'Your session ended because you ended it from another one.'
    case 'by_admin':
      return 'Your session ended because an admin ended it.'
    case 'password':
      return 'Your session ended because your password was changed.'
    case 'factor':
      return 'Your session ended because your second factor was changed.'
    case 'disabled':
      return 'Your session ended because your access was disabled.'
    case 'too_many':
      return `Your session ended because you signed in elsewhere: it was the oldest of ${MAX_SESSIONS}, and nobody has more.`
    case 'rotated':
      return 'This is an old copy of your session’s cookie.'
  }
}
