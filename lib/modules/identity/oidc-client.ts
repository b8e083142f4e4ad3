import * as client from 'openid-client'
import { scopeOfOwner } from '#lib/core/scope.ts'
import { isRecord } from '#lib/core/unsafe.ts'
import { mayUseHttp } from '#lib/infra/http/outgoing/plain-http.ts'
import { OutgoingError } from '#lib/infra/http/outgoing.ts'
import { isTokenMeant } from './access-token-hash.ts'
import { openClientSecret } from './client-secret.ts'
import { assertedFromClaims, isCompleteToken, type Asserted } from './domain/asserted.ts'
import { ownAddresses } from './domain/provider.ts'
import type { IdentityRuntime } from './identity-runtime.ts'
import { allowedFor } from './provider-address.ts'
import type { ProviderRow } from './repository.ts'
import { oidcSettings } from './schemas.ts'
import { SignOnRefusal } from './sign-on-refusal.ts'

const MAX_BODY_BYTES = 512 * 1024
const TIMEOUT_SECONDS = 10
/** Seconds by which the clocks of a provider and of ours may differ. */
const CLOCK_TOLERANCE_SECONDS = 30

/** What is wanted of every provider. */
const SCOPE = 'openid email profile'

/** The scopes to ask for. Some providers (Okta, Dex, Authelia) give groups only to who asks by name, and say so. */
const scopesFor = (known: readonly string[] | undefined): string =>
  known?.includes('groups') === true ? `${SCOPE} groups` : SCOPE

/** Sends the secret in the way that the provider understands; basic is the default of the specification. */
const withSecret =
  (secret: string): client.ClientAuth =>
  (server, ...rest) => {
    const methods = server.token_endpoint_auth_methods_supported ?? ['client_secret_basic']
    const isBasic = methods.includes('client_secret_basic') || !methods.includes('client_secret_post')
    const send = isBasic ? client.ClientSecretBasic(secret) : client.ClientSecretPost(secret)
    send(server, ...rest)
  }

function bodyOf(body: client.FetchBody): string | Uint8Array {
  if (typeof body === 'string' || body instanceof Uint8Array) return body
  if (body instanceof URLSearchParams) return body.toString()
  throw new TypeError('a provider is sent forms and texts only')
}

/** The requests of the library, through the one client that checks every address. */
async function fetchThrough(own: IdentityRuntime, row: ProviderRow): Promise<client.CustomFetch> {
  const scope = scopeOfOwner(row)
  const allow = await allowedFor(own, scope)
  return async (url, { method, headers, body, signal }) => {
    if (method !== 'GET' && method !== 'POST') throw new TypeError(`a provider is not asked by ${method}`)
    const answer = await own.outgoing.request({
      url,
      scope,
      allow,
      allowHttp: mayUseHttp(scope, url),
      method,
      headers,
      ...(body === undefined || body === null ? {} : { body: bodyOf(body) }),
      maxBodyBytes: MAX_BODY_BYTES,
      ...(signal === undefined ? {} : { signal }),
    })
    if (answer.isTruncated) throw new TypeError('the answer is too long')
    const { 'content-length': _length, 'transfer-encoding': _encoding, ...rest } = answer.headers
    return new Response([204, 304].includes(answer.status) ? null : Buffer.from(answer.body), {
      status: answer.status,
      headers: rest,
    })
  }
}

const isSwitch = (value: unknown): value is (configuration: client.Configuration) => void =>
  typeof value === 'function'

/**
 * Plain http, for loopback typed by staff alone. The library marks its switch as deprecated so that it stands out, and looks
 * for exactly this function before it asks for the description.
 */
function httpSwitch(): ((configuration: client.Configuration) => void)[] {
  const found: unknown = Reflect.get(client, 'allowInsecureRequests')
  return isSwitch(found) ? [found] : []
}

/** Asks a provider for its description and makes a client of it. Throws what the library throws, and OutgoingError. */
export async function openOidc(own: IdentityRuntime, row: ProviderRow): Promise<client.Configuration> {
  const { issuer, clientId } = oidcSettings.parse(row.settings)
  const secret = await openClientSecret(own, row)
  const isHttp = new URL(issuer).protocol === 'http:' && mayUseHttp(scopeOfOwner(row), issuer)
  const auth = secret === null ? client.None() : withSecret(secret)
  const metadata = { [client.clockTolerance]: CLOCK_TOLERANCE_SECONDS }
  const insecure = isHttp ? httpSwitch() : []
  return await client.discovery(new URL(issuer), clientId, metadata, auth, {
    [client.customFetch]: await fetchThrough(own, row),
    timeout: TIMEOUT_SECONDS,
    // Without it the library believes an ID token that came over TLS; ours has to be signed by a key of the provider.
    execute: [client.enableNonRepudiationChecks, ...insecure],
  })
}

/** The secrets of one sign-on; they are made from what the browser holds and stored nowhere. */
export interface OidcSecrets {
  readonly state: string
  readonly nonce: string
  readonly codeVerifier: string
}

/** Where the browser is sent: code flow with PKCE, state and nonce. */
export async function authorizationUrl(
  own: IdentityRuntime,
  row: ProviderRow,
  { state, nonce, codeVerifier }: OidcSecrets,
): Promise<URL> {
  const config = await openOidc(own, row)
  const url = client.buildAuthorizationUrl(config, {
    redirect_uri: ownAddresses(own.publicUrl, row.id).redirectUri,
    scope: scopesFor(config.serverMetadata().scopes_supported),
    state,
    nonce,
    code_challenge: await client.calculatePKCECodeChallenge(codeVerifier),
    code_challenge_method: 'S256',
  })
  if (url.protocol !== 'https:' && !mayUseHttp(scopeOfOwner(row), url.href)) {
    throw new SignOnRefusal('answer', 'its authorization endpoint is not https')
  }
  return url
}

/** Trades the code of an answer for what the provider says about the person. Throws SignOnRefusal. */
export async function redeemCode(
  own: IdentityRuntime,
  row: ProviderRow,
  secrets: OidcSecrets,
  search: string,
): Promise<Asserted> {
  const { issuer, groupsClaim, trustsEmail } = oidcSettings.parse(row.settings)
  try {
    const config = await openOidc(own, row)
    const answered = new URL(`${ownAddresses(own.publicUrl, row.id).redirectUri}${search}`)
    const tokens = await client.authorizationCodeGrant(config, answered, {
      expectedState: secrets.state,
      expectedNonce: secrets.nonce,
      pkceCodeVerifier: secrets.codeVerifier,
      idTokenExpected: true,
    })
    const claims = tokens.claims()
    if (claims === undefined || claims.iss !== issuer) throw new SignOnRefusal('answer', 'another issuer')
    if (!isTokenMeant(claims['at_hash'], tokens.access_token, algorithmOf(tokens.id_token)))
      throw new SignOnRefusal('answer', 'its ID token speaks of another access token')
    const userInfo =
      isCompleteToken(claims, groupsClaim) || config.serverMetadata().userinfo_endpoint === undefined
        ? {}
        : await client.fetchUserInfo(config, tokens.access_token, claims.sub)
    const asserted = assertedFromClaims(claims, userInfo, { groupsClaim, trustsEmail })
    if (asserted === null) throw new SignOnRefusal('answer', 'no issuer or no subject')
    return asserted
  } catch (error) {
    throw refusalFrom(error)
  }
}

/** The algorithm that an ID token names; the library checked its signature by it. */
function algorithmOf(idToken: string | undefined): string {
  const header: unknown = JSON.parse(Buffer.from(idToken?.split('.')[0] ?? '', 'base64url').toString())
  return isRecord(header) && typeof header['alg'] === 'string' ? header['alg'] : ''
}

/** One refusal for whatever the library found; the precise cause stands in the audit chain. */
export function refusalFrom(error: unknown): SignOnRefusal {
  if (error instanceof SignOnRefusal) return error
  if (error instanceof client.AuthorizationResponseError) {
    return new SignOnRefusal('denied', error.error.slice(0, 100), error)
  }
  const cause = error instanceof Error && error.cause instanceof OutgoingError ? error.cause : error
  if (cause instanceof OutgoingError)
    return new SignOnRefusal('unreachable', cause.detail ?? cause.message, error)
  return new SignOnRefusal('answer', causeOf(error), error)
}

const causeOf = (error: unknown): string =>
  error instanceof Error
    ? [error.message, error.cause instanceof Error ? error.cause.message : '']
        .filter(Boolean)
        .join(': ')
        .slice(0, 300)
    : 'unknown'
