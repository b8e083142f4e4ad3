import { z } from 'zod'
import { id, line } from './fields.ts'

/** Bytes as browsers write them into JSON. */
const bytes = (what: string, max: number) =>
  z
    .string(`${what} as base64url`)
    .min(1, `${what} as base64url`)
    .max(max, `${what} has at most ${max} characters`)
    .regex(/^[\w-]+$/, `${what} as base64url`)

const handle = 'the user handle as base64url'

const credential = {
  id: bytes('the id of the passkey', 1400),
  rawId: bytes('the id of the passkey', 1400),
  type: z.literal('public-key', 'public-key'),
  // What extensions say is not used, so it is not kept either.
  clientExtensionResults: z.looseObject({}).transform(() => ({})),
}

/** What a browser hands over when it has made a passkey (WebAuthn, RegistrationResponseJSON). */
const madePasskey = z.object(
  {
    ...credential,
    response: z.object({
      clientDataJSON: bytes('the data of the browser', 4000),
      attestationObject: bytes('what the authenticator says of itself', 20_000),
      transports: z.array(z.string().max(40)).max(8).exactOptional(),
    }),
  },
  'what the browser made, as it comes from navigator.credentials.create()',
)

/** What a browser hands over when a passkey was shown (WebAuthn, AuthenticationResponseJSON). */
export const shownPasskey = z.object(
  {
    ...credential,
    response: z.object({
      clientDataJSON: bytes('the data of the browser', 4000),
      authenticatorData: bytes('the data of the authenticator', 4000),
      signature: bytes('the signature', 8000),
      // Empty where the authenticator keeps none.
      userHandle: z
        .string(handle)
        .max(200, 'the user handle has at most 200 characters')
        .regex(/^[\w-]*$/, handle)
        .exactOptional(),
    }),
  },
  'what the browser signed, as it comes from navigator.credentials.get()',
)
/** What a browser hands over when a passkey was shown. */
export type ShownPasskey = z.output<typeof shownPasskey>

const known = z.object({
  id: z.string(),
  type: z.string(),
  transports: z.array(z.string()).exactOptional(),
})

/** What a browser needs to make a passkey (WebAuthn, PublicKeyCredentialCreationOptionsJSON). */
export const startPasskeyOutput = z.object({
  rp: z.object({ id: z.string().exactOptional(), name: z.string() }),
  user: z.object({ id: z.string(), name: z.string(), displayName: z.string() }),
  challenge: z.string(),
  pubKeyCredParams: z.array(z.object({ alg: z.number(), type: z.literal('public-key') })),
  timeout: z.number().exactOptional(),
  excludeCredentials: z.array(known).exactOptional(),
  authenticatorSelection: z
    .object({
      residentKey: z.enum(['discouraged', 'preferred', 'required']).exactOptional(),
      requireResidentKey: z.boolean().exactOptional(),
      userVerification: z.enum(['discouraged', 'preferred', 'required']).exactOptional(),
    })
    .exactOptional(),
  attestation: z.enum(['direct', 'enterprise', 'indirect', 'none']).exactOptional(),
})
/** What a browser needs to make a passkey. */
export type StartPasskeyOutput = z.infer<typeof startPasskeyOutput>

/** What a browser needs to show a passkey (WebAuthn, PublicKeyCredentialRequestOptionsJSON). */
export const askPasskeyOutput = z.object({
  challenge: z.string(),
  timeout: z.number().exactOptional(),
  rpId: z.string().exactOptional(),
  allowCredentials: z.array(known).exactOptional(),
  userVerification: z.enum(['discouraged', 'preferred', 'required']).exactOptional(),
})
/** What a browser needs to show a passkey. */
export type AskPasskeyOutput = z.infer<typeof askPasskeyOutput>

/** Input of `askPasskey`: to sign in with it alone, or as the second factor after a password or a link. */
export const askPasskeyInput = z.strictObject({
  purpose: z.enum(['sign-in', 'factor'], 'sign-in or factor').default('sign-in'),
})
/** Input of `askPasskey`. */
export type AskPasskeyInput = z.input<typeof askPasskeyInput>

/** Input of `signInWithPasskey`. */
export const signInWithPasskeyInput = z.strictObject({ passkey: shownPasskey })
/** Input of `signInWithPasskey`. */
export type SignInWithPasskeyInput = z.input<typeof signInWithPasskeyInput>
/** Output of ways in that hand the session over as a cookie: whether a second factor is still to be enrolled. */
export const signedInOutput = z.object({ mustEnrol: z.boolean() })

const passkeyName = line('the name of the passkey', 60)

/** A passkey as its member sees it. */
export const passkeyView = z.object({
  id: z.string(),
  name: z.string(),
  createdAt: z.iso.datetime(),
  lastUsedAt: z.iso.datetime().nullable(),
  /** True when the provider of the passkey keeps copies on other devices of its owner. */
  isBackedUp: z.boolean(),
})
/** A passkey as its member sees it. */
export type PasskeyView = z.infer<typeof passkeyView>

/** Output of `listPasskeys`, oldest first. */
export const listPasskeysOutput = z.object({ passkeys: z.array(passkeyView) })
/** Output of `listPasskeys`. */
export type ListPasskeysOutput = z.infer<typeof listPasskeysOutput>

/** Input of `addPasskey`. */
export const addPasskeyInput = z.strictObject({ name: passkeyName, passkey: madePasskey })
/** Input of `addPasskey`. */
export type AddPasskeyInput = z.input<typeof addPasskeyInput>
/** Output of `addPasskey`: with the first factor of a member come ten recovery codes, never shown again. */
export const addPasskeyOutput = z.object({
  passkey: passkeyView,
  recoveryCodes: z.array(z.string()).nullable(),
})
/** Output of `addPasskey`. */
export type AddPasskeyOutput = z.infer<typeof addPasskeyOutput>

/** The passkey that is meant. */
export const passkeyRef = z.strictObject({ passkeyId: id })
/** The passkey that is meant. */
export type PasskeyRef = z.input<typeof passkeyRef>
/** Input of `renamePasskey` beside the passkey. */
export const passkeyNameInput = z.strictObject({ name: passkeyName })
/** Input of `renamePasskey`. */
export const renamePasskeyInput = passkeyRef.extend(passkeyNameInput.shape)
/** Input of `renamePasskey`. */
export type RenamePasskeyInput = z.input<typeof renamePasskeyInput>
