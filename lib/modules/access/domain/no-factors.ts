/** An account without a password and second factor, whose wrong attempts and lock are forgotten: after recovery, and erasure. */
export const NO_FACTORS = {
  passwordHash: null,
  totpSecret: null,
  totpPending: null,
  totpLastStep: null,
  failedCount: 0,
  lockedUntil: null,
} as const
