import { z } from 'zod'
import { typedPassword } from './fields.ts'

/** Input of `recoverMember`: an e-mail address or an id. */
export const recoverMemberInput = z.strictObject({
  member: z
    .string('the e-mail address or the id of a member')
    .trim()
    .min(1, 'the e-mail address or the id of a member')
    .max(254, 'the e-mail address or the id of a member')
    .regex(/^[^\s<>\p{Cc}]+$/u, 'the e-mail address or the id of a member'),
})
/** Input of `recoverMember`. */
export type RecoverMemberInput = z.input<typeof recoverMemberInput>

/** Input of `finishRecovery`. */
export const finishRecoveryInput = z.strictObject({
  token: z.string('the key of the link').min(1, 'the key of the link').max(200, 'the key of the link'),
  password: typedPassword,
})
/** Input of `finishRecovery`. */
export type FinishRecoveryInput = z.input<typeof finishRecoveryInput>

/** Output of `finishRecovery`: whose account it is, for the sign-in that follows. */
export const finishRecoveryOutput = z.object({ email: z.string() })
/** Output of `finishRecovery`. */
export type FinishRecoveryOutput = z.infer<typeof finishRecoveryOutput>
