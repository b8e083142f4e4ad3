// Bar test 16, SAML: against responses that the test signs itself, and against every way of wrapping them that is known.
// Only what was signed, for us, for this request, now, by the key of this provider, lets anybody in.
import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, before, test } from 'node:test'
import { sessionHashes } from '#lib/infra/auth/session-id.ts'
import { lookupSession, rotateSession, sessionEnding } from '#lib/infra/auth/session.ts'
import { listAudit } from '#lib/modules/audit/index.ts'
import { samlKey, samlResponse, signElement, type SamlClaims } from '#testing/saml-provider.ts'
import { ownAddresses } from './domain/provider.ts'
import {
  acceptSaml,
  checkProvider,
  createProvider,
  finishSaml,
  readSamlMetadata,
  startSignOn,
  updateProvider,
} from './index.ts'
import { openAcmeWorld, reasonOf, type AcmeWorld } from './testing/acme-world.ts'
import { good, WRAPPED } from './testing/wrapped-responses.ts'
import type { SignOnWorld } from './testing/sign-on-world.ts'
import { samlRequestId } from './transaction.ts'

const ENTITY = 'https://id.acme.example/saml'
const PERSISTENT = 'urn:oasis:names:tc:SAML:2.0:nameid-format:persistent'
let acmeWorld: AcmeWorld
let here: SignOnWorld
let provider: string
let other: string

/** A sign-on that was begun in a browser. */
type Begun = Awaited<ReturnType<typeof begin>>

const settings = { entityId: ENTITY, ssoUrl: 'https://id.acme.example/sso', certificates: [samlKey.cert] }

before(async () => {
  acmeWorld = await openAcmeWorld()
  ;({ here } = acmeWorld)
  const make = async (scope: typeof acmeWorld.tenancy.tenant) =>
    await createProvider(
      here.console(scope),
      { kind: 'saml', name: 'Acme SAML', settings, mapping: [{ group: 'staff', role: 'tenant_viewer' }] },
      here.own,
    )
  provider = (await make(acmeWorld.tenancy.tenant)).id
  other = (await make(acmeWorld.tenancy.otherTenant)).id
})
after(async () => await acmeWorld.close())

async function begin(at = provider) {
  const { location, cookie } = await startSignOn(
    here.visitor(),
    { providerId: at, target: '/services' },
    here.own,
  )
  const url = new URL(location)
  assert.equal(`${url.origin}${url.pathname}`, settings.ssoUrl)
  assert.ok(url.searchParams.has('SAMLRequest'))
  return { state: url.searchParams.get('RelayState') ?? '', cookie }
}

function claimsFor(begun: Begun, more: Partial<SamlClaims> = {}): SamlClaims {
  const { entityId, acsUrl } = ownAddresses(here.own.publicUrl, provider)
  return {
    requestId: samlRequestId(here.own, begun.state),
    issuer: ENTITY,
    audience: entityId,
    recipient: acsUrl,
    destination: acsUrl,
    nameId: 'grace-1',
    nameFormat: PERSISTENT,
    attributes: { email: ['grace@acme.example'], name: ['Grace Hopper'], groups: ['staff'] },
    context: 'urn:oasis:names:tc:SAML:2.0:ac:classes:PasswordProtectedTransport',
    assertionId: `_${randomUUID()}`,
    from: -30,
    until: 300,
    ...more,
  }
}

const post = async (begun: Begun, xml: string, to = provider): Promise<string> =>
  await acceptSaml(
    here.visitor(),
    { providerId: to, response: Buffer.from(xml).toString('base64'), relayState: begun.state },
    here.own,
  )
const come = async (path: string, cookie: Begun['cookie'] | null) =>
  await finishSaml(
    here.visitor(),
    {
      providerId: provider,
      search: path.slice(path.indexOf('?')),
      cookieOf: (name) => (name === cookie?.name ? cookie.value : null),
      userAgent: 'test',
    },
    here.own,
  )

test('metadata and check say what an admin needs', async () => {
  const xml = await readSamlMetadata(here.visitor(), { providerId: provider }, here.own)
  assert.ok(xml.includes(ownAddresses(here.own.publicUrl, provider).acsUrl))
  const found = await checkProvider(
    here.console(acmeWorld.tenancy.tenant),
    { providerId: provider },
    here.own,
  )
  assert.equal(found.isUsable, true, JSON.stringify(found))
})

test('a signed response lets its person in, with the roles of the groups', async () => {
  const begun = await begin()
  const { sid, target } = await come(await post(begun, good(claimsFor(begun))), begun.cookie)
  assert.equal(target, '/services')
  const ctx = await here.as(sid)
  assert.deepEqual(ctx.scope, acmeWorld.tenancy.tenant)
  assert.ok(ctx.actor.kind === 'member' && ctx.actor.email === 'grace@acme.example')
})

test('the ends of lines that Java and Google Workspace write as references change nothing', async () => {
  const begun = await begin()
  const wrapped = good(claimsFor(begun)).replaceAll(
    /(<(?:\w+:)?(?:SignatureValue|X509Certificate)>)([^<]+)/g,
    (_all, open: string, text: string) => `${open}${text.replaceAll(/(.{76})/g, '$1&#13;\n')}`,
  )
  assert.ok(wrapped.includes('&#13;'))
  await come(await post(begun, wrapped), begun.cookie)
})

/** Responses that are signed well, but mean somebody or something else. */
const MISMEANT: Readonly<Record<string, Partial<SamlClaims>>> = {
  'another audience': { audience: 'https://another.example' },
  'another recipient': { recipient: 'https://another.example/acs' },
  'another destination': { destination: 'https://another.example/acs' },
  'another issuer': { issuer: 'https://another.example' },
  'another request': { requestId: '_another' },
  'no request (begun at the provider)': { requestId: '' },
  over: { from: -900, until: -120 },
  'not yet': { from: 600, until: 900 },
  'a name for this time only': { nameFormat: 'urn:oasis:names:tc:SAML:2.0:nameid-format:transient' },
  'no name': { nameId: '' },
}

const PERSONS: Readonly<Record<string, readonly [reason: string, more: Partial<SamlClaims>]>> = {
  'an address of another tenant': [
    'domain',
    { nameId: 'e1', attributes: { email: ['e@globex.example'], groups: ['staff'] } },
  ],
  'an address of nobody': [
    'domain',
    { nameId: 'e2', attributes: { email: ['e@evil.example'], groups: ['staff'] } },
  ],
  'no address': ['email', { nameId: 'e3', attributes: { groups: ['staff'] } }],
  'no group': ['groups', { nameId: 'e4', attributes: { email: ['new@acme.example'] } }],
}

test('bar 16: wrapped, unsigned, foreign and mismeant responses let nobody in', async (t) => {
  const begunWith = await acmeWorld.sessions()
  let refused = 0
  const refuse = async (name: string, reason: string, xmlOf: (begun: Begun) => string): Promise<void> => {
    const begun = await begin()
    assert.equal(await reasonOf(post(begun, xmlOf(begun))), reason, name)
    refused += 1
  }
  for (const [name, make] of Object.entries(WRAPPED)) {
    await refuse(name, 'answer', (begun) => make(claimsFor(begun)))
  }
  for (const [name, more] of Object.entries(MISMEANT)) {
    await refuse(name, 'answer', (begun) => good(claimsFor(begun, more)))
  }
  for (const [name, [reason, more]] of Object.entries(PERSONS)) {
    await refuse(name, reason, (begun) => good(claimsFor(begun, more)))
  }
  assert.equal(await acmeWorld.sessions(), begunWith)
  t.diagnostic(`bar 16, SAML: ${refused} forged responses, 0 accepted`)
})

test('bar 16: a response, and an assertion, count once', async () => {
  const begun = await begin()
  const xml = good(claimsFor(begun))
  await post(begun, xml)
  assert.equal(await reasonOf(post(begun, xml)), 'transaction')
  const again = await begin()
  const reused = claimsFor(again, { assertionId: /ID="(_[0-9a-f-]{36})"/.exec(xml)?.[1] ?? '' })
  assert.equal(await reasonOf(post(again, good(reused))), 'answer')
  assert.equal(await reasonOf(post({ ...begun, state: 'forged' }, xml)), 'transaction')
})

test('bar 16: another tenant’s provider, another browser, and whoever only knows the state get no session', async () => {
  const begunWith = await acmeWorld.sessions()
  const begun = await begin()
  assert.equal(await reasonOf(post(begun, good(claimsFor(begun)), other)), 'transaction')
  const path = await post(begun, good(claimsFor(begun)))
  assert.equal(await reasonOf(come(path, null)), 'browser')
  assert.equal(await reasonOf(come(path, (await begin()).cookie)), 'browser')
  const guessed = `/x?state=${begun.state}&ticket=guess`
  assert.equal(await reasonOf(come(guessed, begun.cookie)), 'transaction')
  const late = await begin()
  const lateXml = good(claimsFor(late))
  assert.equal(await acmeWorld.sessions(), begunWith)
  await come(path, begun.cookie)
  assert.equal(await reasonOf(come(path, begun.cookie)), 'transaction')
  here.clock.advance(600_001)
  assert.equal(await reasonOf(post(late, lateXml)), 'transaction')
  here.clock.advance(-600_001)
})

test('a session lasts no longer than the provider says, and no longer than the roles of its member do', async () => {
  const endOf = async (sessionUntil: string | undefined): Promise<{ sid: string; minutes: number }> => {
    const begun = await begin()
    const claims = claimsFor(begun, sessionUntil === undefined ? {} : { sessionUntil })
    const { sid } = await come(await post(begun, good(claims)), begun.cookie)
    const row = await lookupSession(here.own, sid)
    assert.ok(row !== null)
    return { sid, minutes: (row.deadlines.endsAt.getTime() - here.clock.now().getTime()) / 60_000 }
  }
  const inHours = (hours: number) => new Date(here.clock.now().getTime() + hours * 3_600_000).toISOString()
  const byRoles = (await endOf(undefined)).minutes
  assert.equal((await endOf(inHours(24 * 60))).minutes, byRoles)
  const short = await endOf(inHours(0.5))
  assert.equal(short.minutes, 30)
  const rotated = await rotateSession(here.own, short.sid)
  assert.ok(rotated !== null)
  here.clock.advance(29 * 60_000)
  await here.as(rotated)
  here.clock.advance(60_000)
  assert.deepEqual(await sessionEnding(here.own, rotated), { kind: 'provider' })
  here.clock.advance(-30 * 60_000)
  // Begun under roles whose limit was shorter than it is today: nobody but the roles set its end.
  const { sid } = await endOf(inHours(24 * 60))
  const [hash] = sessionHashes(here.own.keyring, sid)
  await here.own.database.asAuth(async (tx) => {
    const expiresAt = new Date(here.clock.now().getTime() + 60_000)
    await tx.session.updateMany({ where: { hash: hash ?? new Uint8Array() }, data: { expiresAt } })
  })
  here.clock.advance(60_000)
  assert.deepEqual(await sessionEnding(here.own, sid), { kind: 'absolute', minutes: byRoles })
  here.clock.advance(-60_000)
  for (const sessionUntil of [inHours(0), inHours(-1), 'soon']) {
    const begun = await begin()
    assert.equal(
      await reasonOf(post(begun, good(claimsFor(begun, { sessionUntil })))),
      'answer',
      sessionUntil,
    )
  }
})

test('an encrypted assertion is refused, and the chain says what to switch off', async () => {
  const begun = await begin()
  const encrypted = '<saml:EncryptedAssertion><xenc:EncryptedData/></saml:EncryptedAssertion>'
  assert.equal(await reasonOf(post(begun, samlResponse(claimsFor(begun), encrypted))), 'answer')
  const ctx = here.console(acmeWorld.tenancy.tenant)
  const { entries } = await listAudit(ctx, { action: 'sign-on.refuse', limit: 200 })
  const told = entries.filter(({ details }) =>
    JSON.stringify(details).includes('switch the encryption of assertions off at the provider'),
  )
  assert.equal(told.length, 1)
})

test('where the whole response has to be signed, a signed assertion alone is refused', async () => {
  const console = here.console(acmeWorld.tenancy.tenant)
  await updateProvider(
    console,
    { providerId: provider, settings: { ...settings, wantsResponseSigned: true } },
    here.own,
  )
  const begun = await begin()
  assert.equal(await reasonOf(post(begun, good(claimsFor(begun)))), 'answer')
  const both = await begin()
  await post(both, signElement(good(claimsFor(both)), 'Response'))
})
