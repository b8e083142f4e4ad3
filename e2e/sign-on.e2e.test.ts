// Sign-on by the organisation, in a browser: OpenID Connect against a real provider, SAML against signed responses, and
// what SCIM takes away closes the pages that are open.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Page } from 'playwright'
import { z } from 'zod'
import { openOpenIdProvider, type OpenIdProvider } from '#testing/openid-provider.ts'
import { samlKey } from '#testing/saml-provider.ts'
import { arrive } from './support/arrive.ts'
import { joinAs, openInhabited, type Inhabited } from './support/inhabited.ts'
import { openSamlPage, type SamlPage } from './support/saml-page.ts'
import { PASSWORD } from './support/person.ts'
import { verifyDomainOf } from './support/verified-domain.ts'

const MAPPING = [{ group: 'staff', role: 'viewer' }]
const own = z.object({ id: z.string() })
const provider = own.extend({ addresses: z.object({ redirectUri: z.string(), entityId: z.string() }) })

let at: Inhabited
let openId: OpenIdProvider
let saml: SamlPage

before(async () => {
  const redirectUris: string[] = []
  openId = await openOpenIdProvider({ redirectUris: () => redirectUris })
  saml = await openSamlPage()
  at = await openInhabited({ OUTGOING_ALLOW: `127.0.0.1/32:${new URL(openId.issuer).port}` })
  await verifyDomainOf(at.installation, at.admin, 'acme.example')
  const add = async (body: unknown) =>
    await at.admin.must(provider, 'POST', '/api/v1/identity-providers', { scope: 'operator', body })
  const { issuer, clientId, clientSecret } = openId
  const oidc = await add({
    kind: 'oidc',
    name: 'Acme ID',
    settings: { issuer, clientId },
    clientSecret,
    mapping: MAPPING,
  })
  redirectUris.push(oidc.addresses.redirectUri)
  const { entityId, ssoUrl } = saml
  const settings = { entityId, ssoUrl, certificates: [samlKey.cert] }
  const made = await add({ kind: 'saml', name: 'Acme SAML', settings, mapping: MAPPING })
  saml.audience = made.addresses.entityId
})
after(async () => {
  await at.close()
  await openId.close()
  await saml.close()
})

/** Finds the provider by an address of its domain and goes there. */
async function signOn(name: string, email: string): Promise<Page> {
  const page = await arrive(at.browser, null)
  await page.goto(`${at.installation.url}/sign-in/organisation`)
  await page.getByLabel('E-mail address').fill(email)
  await page.locator('form button[type=submit]').click()
  await page.getByRole('button', { name: `Continue with ${name}` }).click()
  return page
}

/** Who is signed in on a page, and how. */
const sessions = z.object({ sessions: z.array(z.object({ way: z.string(), isCurrent: z.boolean() })) })
async function stateOf(page: Page): Promise<{ email: string; way: string | undefined }> {
  const read = async (path: string): Promise<unknown> =>
    JSON.parse(await page.evaluate(async (address) => await (await fetch(address)).text(), path))
  const { email } = z.object({ email: z.string() }).parse(await read('/api/v1/me'))
  const listed = sessions.parse(await read('/api/v1/me/sessions'))
  return { email, way: listed.sessions.find(({ isCurrent }) => isCurrent)?.way }
}

/** The way in ends on the page that the member began at: no factor of ours is asked for, their organisation answers for it. */
const isHome = async (page: Page): Promise<void> =>
  await page.waitForURL(({ pathname }) => pathname === '/', { timeout: 20_000 })

test('by OpenID Connect: whoever the provider vouches for is in', async () => {
  openId.person = {
    sub: 'ada-1',
    email: 'ada@acme.example',
    email_verified: true,
    name: 'Ada Lovelace',
    groups: ['staff'],
  }
  const page = await signOn('Acme ID', 'ada@acme.example')
  await isHome(page)
  assert.deepEqual(await stateOf(page), { email: 'ada@acme.example', way: 'oidc' })
})

test('by OpenID Connect: an address of another domain is refused in words, and nobody is in', async () => {
  openId.person = {
    sub: 'eve-1',
    email: 'eve@globex.example',
    email_verified: true,
    name: 'Eve',
    groups: ['staff'],
  }
  const page = await signOn('Acme ID', 'ada@acme.example')
  await page.waitForURL(/refused=/)
  await page.getByRole('heading', { name: 'Sign in with Acme ID' }).waitFor()
  const { length } = (await page.context().cookies()).filter(({ name }) => name.includes('session-token'))
  assert.equal(length, 0)
})

test('a provider that says nothing of its addresses lets in once an admin trusts it, by the page', async () => {
  openId.person = { sub: 'lin-1', email: 'lin@acme.example', name: 'Lin', groups: ['staff'] }
  const refused = await signOn('Acme ID', 'lin@acme.example')
  await refused.waitForURL(/refused=/)
  const page = await arrive(at.browser, at.admin)
  await page.goto(`${at.installation.url}/sign-on?scope=operator`)
  await page.getByRole('button', { name: 'Change settings' }).first().click()
  const dialog = page.getByRole('dialog', { name: 'Settings of Acme ID' })
  await dialog.getByLabel('Claim of groups').fill('groups')
  await dialog.getByLabel('Take its addresses as verified').check()
  await dialog.getByRole('button', { name: 'Save settings' }).click()
  await dialog.waitFor({ state: 'hidden' })
  const trusted = await signOn('Acme ID', 'lin@acme.example')
  await isHome(trusted)
  assert.deepEqual(await stateOf(trusted), { email: 'lin@acme.example', way: 'oidc' })
})

test('by SAML: a signed response lets its person in', async () => {
  const page = await signOn('Acme SAML', 'grace@acme.example')
  await isHome(page)
  assert.deepEqual(await stateOf(page), { email: 'grace@acme.example', way: 'saml' })
})

test('SCIM: active false ends an open page within 5 s', async (t) => {
  const platform = (
    await at.admin.must(own, 'POST', '/api/v1/platforms', { scope: 'operator', body: { name: 'Licences' } })
  ).id
  const scope = `platform:${platform}`
  const sol = { email: 'sol@acme.example', name: 'Sol Scim', role: 'viewer', scope }
  const person = await joinAs(at, sol)
  const { credential } = await at.admin.must(
    z.object({ credential: z.string() }),
    'POST',
    '/api/v1/scim-tokens',
    { scope, body: { name: 'Acme ID' } },
  )
  const scim = async (method: string, path: string, body: unknown): Promise<unknown> => {
    const response = await fetch(`${at.installation.url}/api/scim/v2${path}`, {
      method,
      headers: { authorization: `Bearer ${credential}`, 'content-type': 'application/scim+json' },
      body: JSON.stringify(body),
    })
    assert.ok(response.ok, `${method} ${path}: ${response.status}`)
    return await response.json()
  }
  const { id } = own.parse(
    await scim('POST', '/Users', {
      schemas: ['urn:ietf:params:scim:schemas:core:2.0:User'],
      userName: sol.email,
      name: { formatted: sol.name },
      active: true,
    }),
  )
  const page = await arrive(at.browser, person)
  await page.goto(`${at.installation.url}/profile`)
  await page.getByRole('heading', { level: 1, name: sol.name }).waitFor()
  const began = performance.now()
  await scim('PATCH', `/Users/${id}`, {
    schemas: ['urn:ietf:params:scim:api:messages:2.0:PatchOp'],
    Operations: [{ op: 'replace', value: { active: false } }],
  })
  await page.waitForURL(/\/sign-in/, { timeout: 20_000, waitUntil: 'commit' })
  const took = Math.round(performance.now() - began)
  t.diagnostic(`the open page was gone after ${took} ms`)
  assert.ok(took < 10_000, `closed after ${took} ms`)
  // The account stays, since it may hold roles elsewhere; here it opens nothing any more.
  await person.signIn(sol.email, PASSWORD)
  const again = await arrive(at.browser, person)
  await again.goto(`${at.installation.url}/?scope=${scope}`)
  await again.getByRole('heading', { name: 'No scope is open to you' }).waitFor()
})
