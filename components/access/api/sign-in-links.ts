import { mutationOptions } from '@tanstack/react-query'
import { apiSend } from '#components/shell/api-client.ts'
import { writeEndpoint } from '#components/shell/api-endpoint.ts'
import { showAsFactor } from '#components/shell/passkey-client.ts'
import type {
  AskSignInLinkInput,
  AskSignInLinkOutput,
  LinkSignInOutput,
  ResetPasswordOutput,
} from '#lib/modules/access/schemas.ts'

/** Nobody is signed in: there is nothing to step up with. */
const BEFORE = { asksForFactor: false }

/** The second factor beside a link. */
export interface LinkFactorFields {
  readonly code?: string
  /** True to show a passkey. */
  readonly isWithPasskey?: boolean
}

const factorOf = async ({ code, isWithPasskey = false }: LinkFactorFields) => ({
  ...(code === undefined ? {} : { code }),
  ...(isWithPasskey ? { passkey: await showAsFactor() } : {}),
})

/** Asks for a link by mail; the answer is the same for everybody. */
export const askSignInLink = () =>
  writeEndpoint<AskSignInLinkOutput, AskSignInLinkInput>({
    ...BEFORE,
    method: 'POST',
    path: () => '/api/v1/sign-in/link/ask',
    tables: [],
  })

/** Signs in by a link. Throws `PasskeyFault` and `ApiProblem`. */
export const signInWithLink = () =>
  mutationOptions({
    mutationFn: async ({ token, ...factor }: { readonly token: string } & LinkFactorFields) =>
      await apiSend<LinkSignInOutput>(
        'POST',
        '/api/v1/sign-in/link',
        { token, ...(await factorOf(factor)) },
        BEFORE,
      ),
  })

/** Sets a new password by a link. Throws `PasskeyFault` and `ApiProblem`. */
export const resetPassword = () =>
  mutationOptions({
    mutationFn: async ({
      token,
      password,
      ...factor
    }: { readonly token: string; readonly password: string } & LinkFactorFields) =>
      await apiSend<ResetPasswordOutput>(
        'POST',
        '/api/v1/sign-in/password',
        { token, password, ...(await factorOf(factor)) },
        BEFORE,
      ),
  })
