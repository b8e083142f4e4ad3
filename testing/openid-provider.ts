import { generateKeyPairSync, randomUUID, sign, type KeyObject } from 'node:crypto'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { createServer as createTlsServer } from 'node:https'
import type { AddressInfo, LookupFunction } from 'node:net'
import { Provider, type Account } from 'oidc-provider'
import { Agent, fetch } from 'undici'
import { isRecord } from '#lib/core/unsafe.ts'

/** A person at the provider. */
export interface OpenIdPerson {
  readonly sub: string
  readonly email?: string
  readonly email_verified?: boolean | string
  /** What Entra ID says in place of `email_verified`. */
  readonly xms_edov?: boolean | number | string
  readonly name?: string
  readonly groups?: readonly string[]
}

/** What becomes of an ID token on its way: other claims under a good signature, or no good signature. */
export type Tamper = (claims: Readonly<Record<string, unknown>>) => {
  readonly claims: Readonly<Record<string, unknown>>
  readonly signature?: 'other key' | 'none'
}

/** A real OpenID provider on loopback that lets its one person in without asking. */
export interface OpenIdProvider {
  readonly issuer: string
  readonly clientId: string
  readonly clientSecret: string
  /** Who sits at the browser. */
  person: OpenIdPerson
  /** Changes the ID tokens that leave it, or (null) leaves them alone. */
  tamper: Tamper | null
  close(): Promise<void>
}

/** What a client of the provider may be redirected to. */
export interface OpenIdOptions {
  /** Filled in before the first sign-on: the address is known only once the client is. */
  readonly redirectUris: () => readonly string[]
  /** Key and certificate; without them it speaks plain http. */
  readonly tls?: { readonly key: string; readonly cert: string }
}

const base64 = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url')

function signed(header: Readonly<Record<string, unknown>>, claims: unknown, key: KeyObject | null): string {
  const body = `${base64(key === null ? { alg: 'none' } : header)}.${base64(claims)}`
  return `${body}.${key === null ? '' : sign('RSA-SHA256', Buffer.from(body), key).toString('base64url')}`
}

const decoded = (part: string | undefined): Record<string, unknown> => {
  const value: unknown = JSON.parse(Buffer.from(part ?? '', 'base64url').toString())
  if (!isRecord(value)) throw new TypeError('not a part of a token')
  return value
}

const key = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey
const otherKey = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey
const jwk = { ...key.export({ format: 'jwk' }), kid: 'test', alg: 'RS256', use: 'sig' }

const CLAIMS = {
  openid: ['sub', 'email', 'email_verified', 'xms_edov', 'name'],
  email: ['email', 'email_verified'],
  profile: ['name'],
  // As at Okta: groups are told only to who asks for the scope of that name.
  groups: ['groups'],
}

function makeProvider(state: OpenIdProvider, options: OpenIdOptions): Provider {
  const account = (): Account => {
    const { groups = [], ...claims } = state.person
    return { accountId: state.person.sub, claims: () => ({ ...claims, groups: [...groups] }) }
  }
  return new Provider(state.issuer, {
    clients: [
      {
        client_id: state.clientId,
        client_secret: state.clientSecret,
        redirect_uris: [...options.redirectUris()],
        response_types: ['code'],
        grant_types: ['authorization_code'],
      },
    ],
    jwks: { keys: [jwk] },
    cookies: { keys: [randomUUID()] },
    claims: CLAIMS,
    features: { devInteractions: { enabled: false } },
    interactions: { url: (_ctx, { uid }) => `/interaction/${uid}` },
    findAccount: () => account(),
    pkce: { required: () => true },
    ttl: { AccessToken: 60, AuthorizationCode: 60, IdToken: 60, Grant: 60, Interaction: 60, Session: 60 },
    async loadExistingGrant(ctx) {
      const { client, session } = ctx.oidc
      if (client === undefined || session?.accountId === undefined) return undefined
      const grant = new ctx.oidc.provider.Grant({ clientId: client.clientId, accountId: session.accountId })
      grant.addOIDCScope('openid email profile groups')
      await grant.save()
      return grant
    },
  })
}

/** Starts a provider on a free port. */
export async function openOpenIdProvider(options: OpenIdOptions): Promise<OpenIdProvider> {
  let provider: Provider | undefined
  const handle = (request: IncomingMessage, response: ServerResponse): void => {
    answer(state, (provider ??= makeProvider(state, options)), request, response).catch((error: unknown) => {
      response.writeHead(500).end(String(error))
    })
  }
  const { tls } = options
  const server = tls === undefined ? createServer(handle) : createTlsServer(tls, handle)
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve)
  })
  const state: OpenIdProvider = {
    issuer: `${tls === undefined ? 'http://127.0.0.1' : 'https://receiver.test'}:${portOf(server)}`,
    clientId: 'bailiwick',
    clientSecret: `secret ${randomUUID()}`,
    person: { sub: 'nobody' },
    tamper: null,
    async close() {
      server.closeAllConnections()
      await new Promise((resolve) => {
        server.close(resolve)
      })
    },
  }
  return state
}

const portOf = (server: Server): number => {
  const address: AddressInfo | string | null = server.address()
  if (address === null || typeof address === 'string') throw new TypeError('no port')
  return address.port
}

async function answer(
  state: OpenIdProvider,
  provider: Provider,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  if (request.url?.startsWith('/interaction/') === true) {
    await provider.interactionFinished(request, response, { login: { accountId: state.person.sub } })
    return
  }
  if (request.url === '/token' && state.tamper !== null) intercept(state.tamper, response)
  await provider.callback()(request, response)
}

/** Changes the ID token in the answer of the token endpoint. */
function intercept(tamper: Tamper, response: ServerResponse): void {
  const end = response.end.bind(response)
  response.end = (chunk?: unknown) => {
    const body: unknown = typeof chunk === 'string' || Buffer.isBuffer(chunk) ? JSON.parse(String(chunk)) : {}
    if (!isRecord(body) || typeof body['id_token'] !== 'string') return end(chunk)
    const [header, payload] = body['id_token'].split('.')
    const { claims, signature } = tamper(decoded(payload))
    const signer = signature === 'none' ? null : signature === 'other key' ? otherKey : key
    const changed = JSON.stringify({ ...body, id_token: signed(decoded(header), claims, signer) })
    response.setHeader('content-length', Buffer.byteLength(changed))
    return end(changed)
  }
}

/** Follows a sign-on through the provider as a browser would; returns the address that it is sent back to. */
export async function followSignOn(location: string, backTo: string, ca?: string): Promise<URL> {
  const lookup: LookupFunction = (_host, _options, done) => done(null, [{ address: '127.0.0.1', family: 4 }])
  const dispatcher = new Agent({ connect: ca === undefined ? {} : { ca, lookup } })
  const cookies = new Map<string, string>()
  let at = location
  for (let hop = 0; hop < 10; hop += 1) {
    if (at.startsWith(backTo)) return new URL(at)
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ')
    const answered = await fetch(at, { redirect: 'manual', headers: { cookie }, dispatcher })
    for (const set of answered.headers.getSetCookie()) {
      const [name = '', value = ''] = (set.split(';')[0] ?? '').split('=')
      cookies.set(name, value)
    }
    const next = answered.headers.get('location')
    if (next === null) throw new Error(`${at}: ${answered.status} ${(await answered.text()).slice(0, 300)}`)
    at = new URL(next, at).href
  }
  throw new Error(`no way back from ${at}`)
}
