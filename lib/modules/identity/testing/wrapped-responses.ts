import {
  foreignKey,
  samlAssertion,
  samlResponse,
  signElement,
  type SamlClaims,
} from '#testing/saml-provider.ts'

/** A response whose assertion is signed as it should be. */
export const good = (claims: SamlClaims): string =>
  signElement(samlResponse(claims, samlAssertion(claims)), 'Assertion')

/** Takes the signature out of a document. */
const SIGNATURE = /<Signature[\s\S]*<\/Signature>/
const assertionOf = (xml: string): string => /<saml:Assertion[\s\S]*<\/saml:Assertion>/.exec(xml)?.[0] ?? ''
const evilOf = (claims: SamlClaims): string =>
  samlAssertion({
    ...claims,
    nameId: 'evil',
    attributes: { ...claims.attributes, email: ['root@acme.example'] },
  })

/** The eight ways of wrapping a signature (Somorovsky et al., 2012), and what came after them. */
export const WRAPPED: Readonly<Record<string, (claims: SamlClaims) => string>> = {
  'wrapping 1: the signed response inside the signature of a forged one': (claims) => {
    const signed = signElement(samlResponse(claims, samlAssertion(claims)), 'Response')
    const signature = SIGNATURE.exec(signed)?.[0] ?? ''
    const forged = samlResponse(
      { ...claims, assertionId: '_evil' },
      evilOf({ ...claims, assertionId: '_evil' }),
    )
    const object = signature.replace(
      '</Signature>',
      `<Object>${signed.replace(signature, '')}</Object></Signature>`,
    )
    return forged.replace('</saml:Issuer>', `</saml:Issuer>${object}`)
  },
  'wrapping 2: the signed response beside the signature of a forged one': (claims) => {
    const signed = signElement(samlResponse(claims, samlAssertion(claims)), 'Response')
    const signature = SIGNATURE.exec(signed)?.[0] ?? ''
    const forged = samlResponse(
      { ...claims, assertionId: '_evil' },
      evilOf({ ...claims, assertionId: '_evil' }),
    )
    return forged.replace('</saml:Issuer>', `</saml:Issuer>${signed.replace(signature, '')}${signature}`)
  },
  'wrapping 3: a forged assertion before the signed one': (claims) => {
    const signed = good(claims)
    return signed.replace('<saml:Assertion', `${evilOf({ ...claims, assertionId: '_evil' })}<saml:Assertion`)
  },
  'wrapping 4: the signed assertion inside a forged one': (claims) => {
    const signed = assertionOf(good(claims))
    const evil = evilOf({ ...claims, assertionId: '_evil' }).replace(
      '</saml:Assertion>',
      `${signed}</saml:Assertion>`,
    )
    return samlResponse(claims, evil)
  },
  'wrapping 5: the signature in a forged assertion, the signed one after it': (claims) => {
    const signed = assertionOf(good(claims))
    const signature = SIGNATURE.exec(signed)?.[0] ?? ''
    const evil = evilOf({ ...claims, assertionId: '_evil' }).replace(
      '</saml:Issuer>',
      `</saml:Issuer>${signature}`,
    )
    return samlResponse(claims, `${evil}${signed.replace(signature, '')}`)
  },
  'wrapping 6: the signed assertion inside the signature of a forged one': (claims) => {
    const signed = assertionOf(good(claims))
    const signature = SIGNATURE.exec(signed)?.[0] ?? ''
    const object = signature.replace('</Signature>', `${signed.replace(signature, '')}</Signature>`)
    return samlResponse(
      claims,
      evilOf({ ...claims, assertionId: '_evil' }).replace('</saml:Issuer>', `</saml:Issuer>${object}`),
    )
  },
  'wrapping 7: the signed assertion in an extension': (claims) =>
    samlResponse(
      claims,
      `<samlp:Extensions>${assertionOf(good(claims))}</samlp:Extensions>${evilOf({ ...claims, assertionId: '_evil' })}`,
    ),
  'wrapping 8: the signed assertion in an object of the signature': (claims) => {
    const signed = assertionOf(good(claims))
    const signature = SIGNATURE.exec(signed)?.[0] ?? ''
    const object = signature.replace(
      '</Signature>',
      `<Object>${signed.replace(signature, '')}</Object></Signature>`,
    )
    return samlResponse(claims, evilOf(claims).replace('</saml:Issuer>', `</saml:Issuer>${object}`))
  },
  'one id twice': (claims) =>
    samlResponse(
      claims,
      `<samlp:Extensions>${assertionOf(good(claims))}</samlp:Extensions>${evilOf(claims)}`,
    ),
  'not signed': (claims) => samlResponse(claims, samlAssertion(claims)),
  'signature taken out': (claims) => good(claims).replace(SIGNATURE, ''),
  'changed after signing': (claims) => good(claims).replace('>grace-1<', '>root<'),
  'attribute changed after signing': (claims) => good(claims).replace('grace@acme', 'root@acme'),
  'signed by another key': (claims) =>
    signElement(samlResponse(claims, samlAssertion(claims)), 'Assertion', { key: foreignKey() }),
  'signed by SHA-1': (claims) =>
    signElement(samlResponse(claims, samlAssertion(claims)), 'Assertion', {
      algorithm: 'http://www.w3.org/2000/09/xmldsig#rsa-sha1',
      digest: 'http://www.w3.org/2000/09/xmldsig#sha1',
    }),
  'a response signed, its assertion not': (claims) =>
    signElement(samlResponse(claims, samlAssertion(claims)), 'Response'),
  'a comment in the name': (claims) => good(claims).replace('grace-1', 'grace<!-- -->-1'),
  'a comment in the address': (claims) =>
    good({
      ...claims,
      attributes: { ...claims.attributes, email: ['root@acme.example<!-- -->.evil.example'] },
    }),
  'an entity': (claims) => `<!DOCTYPE r [<!ENTITY n "root">]>${good(claims).replace('grace-1', '&n;')}`,
  'an instruction': (claims) => good(claims).replace('grace-1', 'gra<?x?>ce-1'),
  'a section of text': (claims) => good(claims).replace('grace-1', '<![CDATA[root]]>'),
  'no XML': () => 'no xml at all',
  'too long': (claims) => good(claims) + ' '.repeat(300_000),
}
