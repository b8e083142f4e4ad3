import { generateKeyPairSync } from 'node:crypto'
import { SignedXml } from 'xml-crypto'

/** Key and self-signed certificate of the identity provider of the tests, worth nothing elsewhere. */
export const samlKey = {
  cert: `-----BEGIN CERTIFICATE-----
MIIDCTCCAfGgAwIBAgIUFTh1upkZVyJalrs5nZtkAcAIHkUwDQYJKoZIhvcNAQEL
BQAwEzERMA8GA1UEAwwIaWRwLnRlc3QwIBcNMjYxMTIxMTYyNTA2WhgPMjEyNTA2
MTUxNjI1MDZaMBMxETAPBgNVBAMMCGlkcC50ZXN0MIIBIjANBgkqhkiG9w0BAQEF
AAOCAQ8AMIIBCgKCAQEAr1E5qsWO/Q5X+ETAXc7xGeIqd+LgYZixAmpTSxG4BxMx
FeD+w4BhxPZXa9NLhxDQIQ0VzBbXVxmngzMT+V4rhELSWnlpnhqsvLimkTrficz6
IPKJf46OXfPAafQy5F6xGe93MkddkRTIdiF/Wza9UHJ+XBi0XR9WgIYRWZklFZvU
/ogNUlfxA85oi7/kJDB53hdLzBF2YeUTF1z7TQ5/33JI1BM2yfZgMJFgVneGu3C6
5UvZ0aLR+Zom2y7CLQK1i5sRihKsUtHj5iyZp/VxoZuPPIl6drTMGJOK3Bldorju
7CzozACDgV7kC1Zki6kukhgPdOlfy6J8Fg6GQKvw3QIDAQABo1MwUTAdBgNVHQ4E
FgQUJyS4p7hL7zo/FEfkB2haESN8EEEwHwYDVR0jBBgwFoAUJyS4p7hL7zo/FEfk
B2haESN8EEEwDwYDVR0TAQH/BAUwAwEB/zANBgkqhkiG9w0BAQsFAAOCAQEAXYeR
OKcfbkEykIBNQUkU0owEezNRDXiQabzXcCOL2a1YVM+WFP20zrG+K/q/XvrmbSCY
XibP2WMiT0WfeO7hAbpJy5dl9Uy/jr3+NerUFuKnHerWuuvPb4ke7vH9KLX3yDJg
dFpqbQ2MMf4OcRJo/sDBKlnV2FpA9O05T2ACj84kM3zy+o1O3IAPHQOYPFzLJlie
ro4eXHT49S4Y5UcR1rNwTA8XnjHttJbmFaA2a/nbBN6HYZ5l3JDQirW/c1dsSZCb
PZh0DOj2dO6vF9e8+V1mg1zrIqLgOpfHib+v8rRa62ZMLVY9aMueWzxpub3+bL4w
4V3pzoAwYI78ndqt0g==
-----END CERTIFICATE-----`,
  key: `-----BEGIN PRIVATE KEY-----
MIIEvwIBADANBgkqhkiG9w0BAQEFAASCBKkwggSlAgEAAoIBAQCvUTmqxY79Dlf4
RMBdzvEZ4ip34uBhmLECalNLEbgHEzEV4P7DgGHE9ldr00uHENAhDRXMFtdXGaeD
MxP5XiuEQtJaeWmeGqy8uKaROt+JzPog8ol/jo5d88Bp9DLkXrEZ73cyR12RFMh2
IX9bNr1Qcn5cGLRdH1aAhhFZmSUVm9T+iA1SV/EDzmiLv+QkMHneF0vMEXZh5RMX
XPtNDn/fckjUEzbJ9mAwkWBWd4a7cLrlS9nRotH5mibbLsItArWLmxGKEqxS0ePm
LJmn9XGhm488iXp2tMwYk4rcGV2iuO7sLOjMAIOBXuQLVmSLqS6SGA906V/LonwW
DoZAq/DdAgMBAAECggEAKI7wed7pdQav+EojfLBG29eUPpb4lOuHq8jgSyImwlBA
z1B1b9IQDEp3MAU6WF1d4P+Pdt8j400WkUYsTUjpZVg2JOMouYBvTNulAT0vAMiw
ZxXlFGLs8bRV480wRt/XNepN145mCY3W0GlwdrAjvOw36mN2uoJo9yPM+L7ystwv
qouiGlOc/lqTeQgNJOcjc1DsYJ63l/jMcYoFU2z2Q4Qm/aMw4SmA/X46xZ9eyfau
tTCep0biQP4L1DdWPg6bxzDBgRDRpojWPAiamzXiBdzwok2MWRHdlg2iyN8zcz2K
5XgQZlFhjZPpeXxMF1+Lq6t8B4OmEjiWzvZ78vxjwQKBgQDaF+wltUTSZxxk5ux5
ujWSFp8sXTcCUWyDQ9yE0nPeJCMdT8UjmfyG4T6yTkg5m8rO4MGhDC0ttnmyfpGO
QddU3YJk7X8UX8Vhamm08ptaz+VTmOSUoRHHzzXq6N9ooHahzTZV6sMSvic7CdPT
IXvR2E5qxf6l+FpndS04ZP9JYQKBgQDNyfnD5xpOn/HMvam/0YWVVMOT+MAgUhQ1
QAEtsGtxnDNGq9Z80C5+SsB8cY+UjtGRAqsqsxRo2tljnbGrAECylWKCLtYXSgXn
NlvXt/ggqtfvarSMKlg20OFFPGoDsPMzpmFqPW06ErqX0Z60kxqTuX1UKMn1l24w
cgUGi5vs/QKBgQCzM5jsWwfTwrnIBx8j3meKRGBB+c3rb7A0I5yc3rgqPZNE0Hjy
CeM/iPEVXdFm1KZOWst/Yxv0Rc21Zt5+/4bJysEL4UHcId1zcBavgfE5Kz4J9MVN
gxOzFIX/IZ4AwGj6Bj6xVhc33Vsq3aZaA1dUU+ILRek5wtm1zMh9YC+LwQKBgQCg
p2xIhvOfq/geCXcq28w4j2r76vc6hDlodOY2oALRN8tEAcS5veB+EaeBvzoDFRf/
6CBufk2RqkCKJ0Lbp5/aiwrTbPMQTWacYXCD0QhxoE5hh2EaB7jEWn9zCL4O0aab
jOmCAiBydMqc2TXX7PuTlfyEpi88fpK0WV8ZBAaflQKBgQCg05yDJu9k+juBD3A/
NsG8/i9YwNkwtHKHa4SO9Xdum/FduDJPSiqs5MZlRSPNTSoxUQGpw51XYqN99+c+
7IiOVQESrny7mnvEzHfVcsg0V9eepRNH0ApLL28b/EIecwtMW7sdzS/3FnXMpu0d
rdyR4tNv5Del3uFrlFdp7mNoAw==
-----END PRIVATE KEY-----`,
}

/** What a response says. Times are seconds from now. */
export interface SamlClaims {
  readonly requestId: string
  readonly issuer: string
  readonly audience: string
  readonly recipient: string
  readonly destination: string
  readonly nameId: string
  readonly nameFormat: string
  readonly attributes: Readonly<Record<string, readonly string[]>>
  readonly context: string
  readonly assertionId: string
  readonly from: number
  readonly until: number
  /** What `SessionNotOnOrAfter` says; left out: nothing. */
  readonly sessionUntil?: string
}

const NS =
  'xmlns:samlp="urn:oasis:names:tc:SAML:2.0:protocol" xmlns:saml="urn:oasis:names:tc:SAML:2.0:assertion"'
const RSA_SHA256 = 'http://www.w3.org/2001/04/xmldsig-more#rsa-sha256'
const EXCLUSIVE = 'http://www.w3.org/2001/10/xml-exc-c14n#'
const at = (seconds: number): string => new Date(Date.now() + seconds * 1000).toISOString()

const sessionEnd = ({ sessionUntil }: SamlClaims): string =>
  sessionUntil === undefined ? '' : ` SessionNotOnOrAfter="${sessionUntil}"`

/** The assertion, not signed yet. */
export function samlAssertion(claims: SamlClaims): string {
  const attributes = Object.entries(claims.attributes)
    .map(
      ([name, values]) =>
        `<saml:Attribute Name="${name}">${values.map((one) => `<saml:AttributeValue>${one}</saml:AttributeValue>`).join('')}</saml:Attribute>`,
    )
    .join('')
  return (
    `<saml:Assertion ${NS} ID="${claims.assertionId}" Version="2.0" IssueInstant="${at(0)}">` +
    `<saml:Issuer>${claims.issuer}</saml:Issuer>` +
    `<saml:Subject><saml:NameID Format="${claims.nameFormat}">${claims.nameId}</saml:NameID>` +
    `<saml:SubjectConfirmation Method="urn:oasis:names:tc:SAML:2.0:cm:bearer">` +
    `<saml:SubjectConfirmationData InResponseTo="${claims.requestId}" Recipient="${claims.recipient}" NotOnOrAfter="${at(claims.until)}"/>` +
    `</saml:SubjectConfirmation></saml:Subject>` +
    `<saml:Conditions NotBefore="${at(claims.from)}" NotOnOrAfter="${at(claims.until)}">` +
    `<saml:AudienceRestriction><saml:Audience>${claims.audience}</saml:Audience></saml:AudienceRestriction></saml:Conditions>` +
    `<saml:AuthnStatement AuthnInstant="${at(-5)}"${sessionEnd(claims)}><saml:AuthnContext><saml:AuthnContextClassRef>${claims.context}</saml:AuthnContextClassRef></saml:AuthnContext></saml:AuthnStatement>` +
    `<saml:AttributeStatement>${attributes}</saml:AttributeStatement></saml:Assertion>`
  )
}

/** Puts what is given into a response. */
export const samlResponse = (claims: SamlClaims, inner: string): string =>
  `<samlp:Response ${NS} ID="_response-${claims.assertionId}" Version="2.0" IssueInstant="${at(0)}" Destination="${claims.destination}" InResponseTo="${claims.requestId}">` +
  `<saml:Issuer>${claims.issuer}</saml:Issuer><samlp:Status><samlp:StatusCode Value="urn:oasis:names:tc:SAML:2.0:status:Success"/></samlp:Status>${inner}</samlp:Response>`

/** How something is signed. */
export interface Signing {
  readonly key?: string
  readonly algorithm?: string
  readonly digest?: string
}

/** Signs the assertion or the response of a document, by an enveloped signature beside its issuer. */
export function signElement(xml: string, element: 'Assertion' | 'Response', how: Signing = {}): string {
  const path = `//*[local-name(.)='${element}']`
  const signer = new SignedXml({
    privateKey: how.key ?? samlKey.key,
    signatureAlgorithm: how.algorithm ?? RSA_SHA256,
    canonicalizationAlgorithm: EXCLUSIVE,
  })
  signer.addReference({
    xpath: path,
    digestAlgorithm: how.digest ?? 'http://www.w3.org/2001/04/xmlenc#sha256',
    transforms: ['http://www.w3.org/2000/09/xmldsig#enveloped-signature', EXCLUSIVE],
  })
  signer.computeSignature(xml, {
    location: { reference: `${path}/*[local-name(.)='Issuer']`, action: 'after' },
  })
  return signer.getSignedXml()
}

/** A key that no provider has. */
export const foreignKey = (): string =>
  generateKeyPairSync('rsa', { modulusLength: 2048 })
    .privateKey.export({ type: 'pkcs8', format: 'pem' })
    .toString()
