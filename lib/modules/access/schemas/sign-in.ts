import { z } from 'zod'
import { shownPasskey } from './passkeys.ts'
import { emailAddress, factorCode, line, linkToken, timeZone, typedPassword } from './fields.ts'

/** Output of `readSetupState`: whether this installation still waits for its first operator admin. */
export const setupStateOutput = z.object({ open: z.boolean() })

/** Input of `setUpOperator`. The page sends the code from the terminal; the command line needs none. */
export const setUpOperatorInput = z.strictObject({
  code: z
    .string('the set-up code that the terminal shows')
    .trim()
    .max(60, 'the set-up code that the terminal shows')
    .optional(),
  name: line('your name'),
  email: emailAddress,
  password: typedPassword,
  organisation: line('the name of your organisation').default('Operator'),
  timeZone: timeZone.default('UTC'),
})
/** Input of `setUpOperator`. */
export type SetUpOperatorInput = z.input<typeof setUpOperatorInput>
/** Output of `setUpOperator`: the first operator admin, who can sign in now. */
export const setUpOperatorOutput = z.object({ memberId: z.string(), email: z.string() })
/** Output of `setUpOperator`. */
export type SetUpOperatorOutput = z.infer<typeof setUpOperatorOutput>

/** Input of `signIn`: the code is asked for once the password was right and the member has a second factor. */
export const signInInput = z.strictObject({
  email: emailAddress,
  password: typedPassword,
  code: factorCode.optional(),
  passkey: shownPasskey.optional(),
})
/** Input of `signIn`. */
export type SignInInput = z.input<typeof signInInput>

/** Output of `startFactorEnrolment`: what an authenticator app takes, as text, address and picture. */
export const startFactorEnrolmentOutput = z.object({
  secret: z.string(),
  uri: z.string(),
  qrSvg: z.string(),
})
/** Output of `startFactorEnrolment`. */
export type StartFactorEnrolmentOutput = z.infer<typeof startFactorEnrolmentOutput>

/** Input of `confirmFactor`: the code that the app shows for the new secret. */
export const confirmFactorInput = z.strictObject({ code: factorCode })
/** Input of `confirmFactor`. */
export type ConfirmFactorInput = z.input<typeof confirmFactorInput>
/** Output of `confirmFactor`: ten recovery codes that are never shown again. */
export const confirmFactorOutput = z.object({ recoveryCodes: z.array(z.string()) })
/** Output of `confirmFactor`. */
export type ConfirmFactorOutput = z.infer<typeof confirmFactorOutput>

/** Input of `stepUp`: one of the two. */
export const stepUpInput = z
  .strictObject({ code: factorCode.optional(), passkey: shownPasskey.optional() })
  .refine(({ code, passkey }) => (code === undefined) !== (passkey === undefined), {
    path: ['code'],
    error: 'six digits of the authenticator app, a recovery code, or a passkey instead',
  })
/** Input of `stepUp`. */
export type StepUpInput = z.input<typeof stepUpInput>
/** Output of `stepUp`: until when actions that need it are open, and whether it cost a recovery code. */
export const stepUpOutput = z.object({ openUntil: z.iso.datetime(), usedRecoveryCode: z.boolean() })
/** Output of `stepUp`. */
export type StepUpOutput = z.infer<typeof stepUpOutput>

/** Input of `unlockAccount`: what stands behind the `#` of the link. */
export const unlockAccountInput = z.strictObject({ token: linkToken })
/** Input of `unlockAccount`. */
export type UnlockAccountInput = z.input<typeof unlockAccountInput>
/** Output of `unlockAccount`. */
export const unlockAccountOutput = z.object({ unlocked: z.literal(true) })
/** Output of `unlockAccount`. */
export type UnlockAccountOutput = z.infer<typeof unlockAccountOutput>
