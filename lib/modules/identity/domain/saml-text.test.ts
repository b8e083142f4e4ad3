import assert from 'node:assert/strict'
import { test } from 'node:test'
import { samlTextFault } from './saml-text.ts'

const ACS = 'https://portal.example/acs'
const fault = (inner: string): string | null =>
  samlTextFault(btoa(`<samlp:Response Destination="${ACS}">${inner}</samlp:Response>`), ACS)

test('ends of lines as references are let through within base64 of a signature, as Java writes them', () => {
  for (const inner of [
    '<ds:SignatureValue>AbC+&#13;\ndEf/&#13;\nghi==</ds:SignatureValue>',
    '<SignatureValue>&#xD;\nAbC&#xd;</SignatureValue>',
    '<ds:X509Certificate>MIIC&#13;\nAbcd&#13;\n</ds:X509Certificate>',
    '<ds:DigestValue>AbC=&#13;</ds:DigestValue>',
  ])
    assert.equal(fault(inner), null, inner)
})

test('any other reference is refused, and these anywhere else', () => {
  for (const inner of [
    '<saml:NameID>ad&#13;a</saml:NameID>',
    '<saml:NameID>ad&#97;</saml:NameID>',
    '<ds:SignatureValue>AbC&#10;</ds:SignatureValue>',
    '<ds:SignatureValue>AbC&#13</ds:SignatureValue>',
    '<ds:SignatureValue>A&evil;C&#13;</ds:SignatureValue>',
    '<ds:SignatureValue><b/>A&#13;</ds:SignatureValue><saml:NameID>a&#13;</saml:NameID>',
    '<ds:X509Certificate a="&#13;">A</ds:X509Certificate>',
    '<saml:NameID>a&#13;</saml:NameID><ds:SignatureValue>A</ds:SignatureValue>',
  ])
    assert.equal(fault(inner), 'the response holds a reference to a character or an entity', inner)
})

test('a response of the longest kind is judged, however often it begins what it does not end', () => {
  const long = `<ds:SignatureValue>${'A&#13;'.repeat(20_000)}<x>${'>A&#13;'.repeat(5000)}`
  assert.equal(fault(long), 'the response holds a reference to a character or an entity')
})

test('an encrypted assertion is refused in words that name the fix, whatever its prefix', () => {
  for (const inner of [
    '<saml:EncryptedAssertion><x/></saml:EncryptedAssertion>',
    '<EncryptedAssertion xmlns="urn:x">',
  ])
    assert.match(
      fault(inner) ?? '',
      /is encrypted: switch the encryption of assertions off at the provider/,
      inner,
    )
  assert.equal(fault('<saml:Assertion ID="EncryptedAssertion"></saml:Assertion>'), null)
})
