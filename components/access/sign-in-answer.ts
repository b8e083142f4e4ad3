import type { WantedFactor } from './factor-step.tsx'
import { isRecord } from '#lib/core/unsafe.ts'

/** What became of a sign-in. `blocked` means that the form itself was not accepted, whatever stood in it. */
export type SignInOutcome =
  | { readonly kind: 'done' | 'wrong' | WantedFactor | 'code_wrong' | 'passkey_wrong' | 'blocked' }
  | { readonly kind: 'wait'; readonly seconds: number; readonly isLocked: boolean }
  /** Every role of the member lies where only sign-on is accepted; `providerId` leads there, when there is one. */
  | { readonly kind: 'sign_on'; readonly providerId: string }

/** Why nobody was signed in, as the server says it. */
const REASONS = [
  'wrong',
  'code_required',
  'passkey_required',
  'factor_required',
  'code_wrong',
  'passkey_wrong',
] as const

/** Parses `wait:12` and `locked:3600`; null for anything else. */
const waitOf = (error: string): Extract<SignInOutcome, { kind: 'wait' }> | null => {
  const [, word, seconds] = /^(wait|locked):(\d{1,6})$/.exec(error) ?? []
  return seconds === undefined
    ? null
    : { kind: 'wait', seconds: Number(seconds), isLocked: word === 'locked' }
}

/** Reads the answer of next-auth to the sign-in form: the address it leads to, with the refusal as `error`. */
export function readSignInAnswer(body: unknown): SignInOutcome {
  const address = isRecord(body) ? body['url'] : undefined
  if (typeof address !== 'string' || !URL.canParse(address, 'http://own.invalid')) return { kind: 'blocked' }
  const { searchParams } = new URL(address, 'http://own.invalid')
  if (searchParams.has('csrf')) return { kind: 'blocked' }
  const error = searchParams.get('error')
  if (error === null) return { kind: 'done' }
  const reason = REASONS.find((one) => one === error)
  if (reason !== undefined) return { kind: reason }
  const signOn = /^sign_on:([0-9a-f-]*)$/.exec(error)?.[1]
  if (signOn !== undefined) return { kind: 'sign_on', providerId: signOn }
  return waitOf(error) ?? { kind: 'blocked' }
}
