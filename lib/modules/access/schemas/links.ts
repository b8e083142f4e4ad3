import { z } from 'zod'
import { emailAddress, factorCode, typedPassword } from './fields.ts'
import { shownPasskey } from './passkeys.ts'

/** Input of `askSignInLink`: a link to sign in with, or to set a new password with. */
export const askSignInLinkInput = z.strictObject({
  email: emailAddress,
  purpose: z.enum(['sign-in', 'password'], 'sign-in or password').default('sign-in'),
})
/** Input of `askSignInLink`. */
export type AskSignInLinkInput = z.input<typeof askSignInLinkInput>
/** Output of `askSignInLink`: the same whether a mail went out or not; for how many minutes a link is good. */
export const askSignInLinkOutput = z.object({ email: z.string(), minutes: z.int() })
/** Output of `askSignInLink`. */
export type AskSignInLinkOutput = z.infer<typeof askSignInLinkOutput>

const linkToken = z
  .string('the token from the link in the mail')
  .trim()
  .min(1, 'the token from the link in the mail')
  .max(100, 'the token from the link in the mail')

/** Input of `signInWithLink`: the second factor is asked for once the link was good and the member has one. */
export const signInWithLinkInput = z.strictObject({
  token: linkToken,
  code: factorCode.optional(),
  passkey: shownPasskey.optional(),
})
/** Input of `signInWithLink`. */
export type SignInWithLinkInput = z.input<typeof signInWithLinkInput>

const wantedFactor = z.enum(['code_required', 'passkey_required', 'factor_required']).nullable()

/** Output of the route of `signInWithLink`. With `wanted` nobody is signed in yet, and the link is still good. */
export const linkSignInOutput = z.object({
  isSignedIn: z.boolean(),
  /** The second factor that is still to be shown; null when none is. */
  wanted: wantedFactor,
  /** Address of the member, while a second factor is still to be shown. */
  email: z.string().nullable(),
  mustEnrol: z.boolean(),
})
/** Output of the route of `signInWithLink`. */
export type LinkSignInOutput = z.infer<typeof linkSignInOutput>

/** Input of `resetPassword`: the new password; the second factor once it was asked for. */
export const resetPasswordInput = signInWithLinkInput.extend({ password: typedPassword })
/** Input of `resetPassword`. */
export type ResetPasswordInput = z.input<typeof resetPasswordInput>
/** Output of `resetPassword`. With `wanted` nothing is set yet, and the link is still good. */
export const resetPasswordOutput = z.object({
  isSet: z.boolean(),
  wanted: wantedFactor,
  /** The address to sign in with. */
  email: z.string(),
  /** How many sessions ended with the old password. */
  ended: z.int(),
})
/** Output of `resetPassword`. */
export type ResetPasswordOutput = z.infer<typeof resetPasswordOutput>
