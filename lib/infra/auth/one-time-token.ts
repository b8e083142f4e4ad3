import { randomBase62 } from './base62.ts'
import { hmac, type Keyring } from './keys.ts'

/** A new set-up code, 131 random bits: printed in the terminal once, stored only as its hash. */
export const newSetupCode = (): string => `bw_set_${randomBase62(22)}`

/**
 * The token of an invitation, made from its id under a key outside the database. So the mail can be written again by
 * whoever knows the id and the key, while the table holds only the hash by which the token is found.
 */
export const invitationToken = (keyring: Keyring, invitationId: string): string =>
  `bw_inv_${Buffer.from(hmac(keyring.invitation, `invitation|${invitationId}`)).toString('base64url')}`

/** The token of a change of address, made from its id like that of an invitation. */
export const emailChangeToken = (keyring: Keyring, changeId: string): string =>
  `bw_eml_${Buffer.from(hmac(keyring.invitation, `email-change|${changeId}`)).toString('base64url')}`

/** The token of a link that opens a locked account, made from its id like that of an invitation. */
export const unlockToken = (keyring: Keyring, unlockId: string): string =>
  `bw_unl_${Buffer.from(hmac(keyring.invitation, `unlock|${unlockId}`)).toString('base64url')}`

/** The token of a link to sign in with or to set a new password with, made from its id like that of an invitation. */
export const signInLinkToken = (keyring: Keyring, linkId: string): string =>
  `bw_lnk_${Buffer.from(hmac(keyring.invitation, `sign-in-link|${linkId}`)).toString('base64url')}`

/** What is stored of a one-time token and what it is looked up by. */
export const oneTimeHash = (keyring: Keyring, token: string): Uint8Array<ArrayBuffer> =>
  hmac(keyring.pepper, `one-time|${token}`)
