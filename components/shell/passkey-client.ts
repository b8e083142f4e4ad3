import type { Text } from '#components/language/use-text.ts'
import type {
  AddPasskeyInput,
  AskPasskeyOutput,
  SignInWithPasskeyInput,
  StartPasskeyOutput,
} from '#lib/modules/access/schemas.ts'
import { apiSend } from './api-client.ts'
import { browserSays } from './browser-says.ts'

/** What a browser hands over when a passkey was made. */
type Made = AddPasskeyInput['passkey']
/** What a browser hands over when a passkey was shown. */
type Shown = SignInWithPasskeyInput['passkey']

/** Nobody signed in yet, or the second factor is what is being shown: nothing to step up with. */
const BEFORE = { asksForFactor: false }

/** Why no passkey came. `isQuiet` where nobody needs to hear of it: another request took its place. */
export class PasskeyFault extends Error {
  readonly isQuiet: boolean

  constructor(message: string, isQuiet = false) {
    super(message)
    this.name = 'PasskeyFault'
    this.isQuiet = isQuiet
  }
}

/** What the page says to each refusal of a browser, by its name. */
const FAULTS = {
  NotAllowedError: 'notShown',
  InvalidStateError: 'held',
  NotSupportedError: 'notKept',
  SecurityError: 'address',
} as const

const isKnownFault = (name: string): name is keyof typeof FAULTS => Object.hasOwn(FAULTS, name)

type Said = (typeof FAULTS)[keyof typeof FAULTS] | 'none' | 'other'

const said = (fault: Said): string => browserSays(fault, (t: Text<'ui'>) => t(`fault.passkey.${fault}`))

/** Runs what asks the browser, and says in our words what it refused. */
async function asked<T>(ask: () => Promise<T>): Promise<T> {
  if (typeof PublicKeyCredential === 'undefined') {
    throw new PasskeyFault(said('none'))
  }
  try {
    return await ask()
  } catch (error) {
    const name = error instanceof Error ? error.name : ''
    throw new PasskeyFault(said(isKnownFault(name) ? FAULTS[name] : 'other'), name === 'AbortError')
  }
}

/** Has the browser make a passkey. Throws `PasskeyFault`. */
export const makePasskey = async (options: StartPasskeyOutput): Promise<Made> =>
  await asked(async () => {
    const { startRegistration } = await import('@simplewebauthn/browser')
    const { id, rawId, response } = await startRegistration({ optionsJSON: options })
    const { clientDataJSON, attestationObject, transports = [] } = response
    return {
      id,
      rawId,
      type: 'public-key',
      clientExtensionResults: {},
      response: { clientDataJSON, attestationObject, transports },
    }
  })

/** Has the browser show a passkey; among what it fills into a field when `isAutofill`. Throws `PasskeyFault`. */
const showPasskey = async (options: AskPasskeyOutput, isAutofill = false): Promise<Shown> =>
  await asked(async () => {
    const { startAuthentication } = await import('@simplewebauthn/browser')
    const shown = await startAuthentication({ optionsJSON: options, useBrowserAutofill: isAutofill })
    const { clientDataJSON, authenticatorData, signature } = shown.response
    return {
      id: shown.id,
      rawId: shown.rawId,
      type: 'public-key',
      clientExtensionResults: {},
      response: { clientDataJSON, authenticatorData, signature },
    }
  })

/** Has a passkey shown as second factor, after a password or a link. Throws `PasskeyFault` and `ApiProblem`. */
export async function showAsFactor(): Promise<Shown> {
  const path = '/api/v1/sign-in/passkey/start'
  return await showPasskey(await apiSend<AskPasskeyOutput>('POST', path, { purpose: 'factor' }, BEFORE))
}

/** What was asked last to sign in with a passkey alone. */
let lastStart: Promise<unknown> = Promise.resolve()

/** Asks one after the other: the first answer sets the cookie to which every later one is bound. */
async function startSignIn(): Promise<AskPasskeyOutput> {
  const ask = async (): Promise<AskPasskeyOutput> =>
    await apiSend('POST', '/api/v1/sign-in/passkey/start', { purpose: 'sign-in' }, BEFORE)
  const start = lastStart.then(ask, ask)
  lastStart = start
  return await start
}

/**
 * Signs in with a passkey alone. With `autofill` it is offered among what the browser fills into a field, and gives way
 * once that is aborted. Throws `PasskeyFault` and `ApiProblem`.
 */
export async function signInWithPasskey(autofill?: AbortSignal): Promise<void> {
  const giveWay = (): void => {
    if (autofill?.aborted === true) throw new PasskeyFault('replaced', true)
  }
  const options = await startSignIn()
  giveWay()
  const passkey = await showPasskey(options, autofill !== undefined)
  giveWay()
  await apiSend('POST', '/api/v1/sign-in/passkey', { passkey }, BEFORE)
}

/** Shows one of the own passkeys for step-up. Throws `PasskeyFault` and `ApiProblem`. */
export async function stepUpWithPasskey(): Promise<void> {
  const path = '/api/v1/me/step-up/passkey'
  const passkey = await showPasskey(await apiSend<AskPasskeyOutput>('POST', path, {}, BEFORE))
  await apiSend('POST', '/api/v1/me/step-up', { passkey }, BEFORE)
}

/** Whether the browser can offer passkeys where it fills in the address. */
export async function canAutofill(): Promise<boolean> {
  if (typeof PublicKeyCredential === 'undefined') return false
  // Browsers of 2022 and before know passkeys without it.
  return (
    'isConditionalMediationAvailable' in PublicKeyCredential &&
    (await PublicKeyCredential.isConditionalMediationAvailable())
  )
}
