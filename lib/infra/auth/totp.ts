import { generateSecret, generateURI, verify } from 'otplib'
import { encodeQR } from 'qr'

/**
 * Seconds for which a code is good after its step, and before it: typing takes a moment, but nobody has a code of the
 * future (RFC 6238 §5.2 allows for transmission delay alone). A code is good for at most 35 s.
 */
const TOLERANCE_SECONDS: [past: number, future: number] = [5, 0]

/** A new TOTP secret (RFC 6238): 160 random bits in base 32. */
export const newTotpSecret = (): string => generateSecret({ length: 20 })

/** The address that authenticator apps take, directly or as a picture. */
export const totpUri = (secret: string, account: string): string =>
  generateURI({ issuer: 'Bailiwick', label: account, secret })

/** The QR code of an address as an SVG document. */
export const qrSvg = (uri: string): string => encodeQR(uri, 'svg', { ecc: 'medium', border: 2 })

/** What a code is checked against. */
export interface TotpCheck {
  /** The shared secret in base 32. */
  readonly secret: string
  readonly code: string
  /** The newest time step that was accepted before; a code of it or of an older one is refused. */
  readonly lastStep: bigint | null
  readonly now: Date
}

/** The time step (30 s since 1970) of a right and unused code, else null. The caller stores it: a code works once. */
export async function verifyTotp(check: TotpCheck): Promise<bigint | null> {
  if (!/^\d{6}$/.test(check.code)) return null
  const verdict = await verify({
    secret: check.secret,
    token: check.code,
    epoch: Math.floor(check.now.getTime() / 1000),
    epochTolerance: TOLERANCE_SECONDS,
  })
  if (!verdict.valid || !('timeStep' in verdict)) return null
  const step = BigInt(verdict.timeStep)
  // Compared here: otplib's own `afterTimeStep` throws once our clock was set back behind an accepted code.
  return check.lastStep === null || step > check.lastStep ? step : null
}
