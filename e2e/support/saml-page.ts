import { randomUUID } from 'node:crypto'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { inflateRawSync } from 'node:zlib'
import { samlAssertion, samlResponse, signElement } from '#testing/saml-provider.ts'

/** A SAML provider that a browser can go to: it lets its one person in without asking. */
export interface SamlPage {
  readonly entityId: string
  readonly ssoUrl: string
  /** Our name at the provider; filled in once it is known. */
  audience: string
  close(): Promise<void>
}

const PERSON = {
  nameId: 'grace-1',
  attributes: { email: ['grace@acme.example'], name: ['Grace Hopper'], groups: ['staff'] },
}

const attributeOf = (xml: string, name: string): string =>
  new RegExp(`${name}="([^"]+)"`).exec(xml)?.[1] ?? ''

/** The page that carries the signed response back by itself (HTTP POST binding, saml-bindings-2.0-os §3.5). */
function formOf(request: URL, { entityId, audience }: SamlPage): string {
  const asked = inflateRawSync(
    Buffer.from(request.searchParams.get('SAMLRequest') ?? '', 'base64'),
  ).toString()
  const acs = attributeOf(asked, 'AssertionConsumerServiceURL')
  const claims = {
    ...PERSON,
    requestId: attributeOf(asked, 'ID'),
    issuer: entityId,
    audience,
    recipient: acs,
    destination: acs,
    nameFormat: 'urn:oasis:names:tc:SAML:2.0:nameid-format:persistent',
    context: 'urn:oasis:names:tc:SAML:2.0:ac:classes:PasswordProtectedTransport',
    assertionId: `_${randomUUID()}`,
    from: -30,
    until: 300,
  }
  const xml = signElement(samlResponse(claims, samlAssertion(claims)), 'Assertion')
  const state = request.searchParams.get('RelayState') ?? ''
  return `<!doctype html><form method="post" action="${acs}">
<input name="SAMLResponse" value="${Buffer.from(xml).toString('base64')}"><input name="RelayState" value="${state}">
</form><script>document.forms[0].submit()</script>`
}

/** Starts it on a free port of loopback. */
export async function openSamlPage(): Promise<SamlPage> {
  const server = createServer((request, response) => {
    response.setHeader('content-type', 'text/html')
    response.end(formOf(new URL(request.url ?? '', page.ssoUrl), page))
  })
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve)
  })
  const address: AddressInfo | string | null = server.address()
  if (address === null || typeof address === 'string') throw new TypeError('no port')
  const page: SamlPage = {
    entityId: 'https://id.acme.example/saml',
    ssoUrl: `http://127.0.0.1:${address.port}/sso`,
    audience: '',
    async close() {
      server.closeAllConnections()
      await new Promise((resolve) => {
        server.close(resolve)
      })
    },
  }
  return page
}
