/** Characters of a response in base64; real ones have a few thousand. */
const MAX_RESPONSE = 262_144

const WEAK = /xmldsig#(?:rsa-sha1|dsa-sha1|hmac-sha1|sha1)|xmldsig-more#hmac|#(?:rsa-)?md5|#sha1"/

/**
 * What is wrong with a response before any parser sees it, or null. No provider sends comments, document types,
 * entities or instructions, and each of them has been used to make two readers see two different names.
 */
export function samlTextFault(response: string, acsUrl: string): string | null {
  if (response.length > MAX_RESPONSE) return 'the response is too long'
  if (!/^[A-Za-z0-9+/\s]+={0,2}\s*$/.test(response)) return 'the response is no base64'
  const xml = decodeBase64(response)
  if (xml === null) return 'the response is no UTF-8'
  const destination = /^\s*(?:<\?xml[^>]*\?>)?\s*<[^>]*\sDestination\s*=\s*["']([^"']*)["']/.exec(xml)?.[1]
  if (destination !== undefined && destination !== acsUrl) return 'the response went to another address'
  return markupFault(xml)
}

/**
 * Text in base64 with the ends of its lines written as references: so do Java's signers and Google Workspace. In there
 * they say nothing; anywhere else they stay refused.
 */
const WRAPPED =
  /(?<=>)[A-Za-z0-9+/=\s]*(?:&#(?:13|x0?[dD]);[A-Za-z0-9+/=\s]*)+(?=<\/(?:[\w.-]+:)?(?:SignatureValue|X509Certificate|DigestValue)>)/g

function markupFault(xml: string): string | null {
  if (xml.includes('<!')) return 'the response holds a comment, a document type or an entity'
  if (/<\?(?!xml\s)/.test(xml)) return 'the response holds a processing instruction'
  if (/&(?!amp;|lt;|gt;|quot;|apos;)/.test(xml.replaceAll(WRAPPED, '')))
    return 'the response holds a reference to a character or an entity'
  if (WEAK.test(xml)) return 'the response is signed by an algorithm that is not accepted any more'
  if (/<(?:[\w.-]+:)?EncryptedAssertion[\s>/]/.test(xml))
    return 'the assertion is encrypted: switch the encryption of assertions off at the provider, the response comes over TLS'
  const assertions = xml.match(/<(?:[\w.-]+:)?Assertion[\s>]/g) ?? []
  return assertions.length > 1 ? 'the response holds several assertions' : null
}

function decodeBase64(text: string): string | null {
  try {
    const bytes = Uint8Array.from(atob(text.replaceAll(/\s/g, '')), (one) => one.codePointAt(0) ?? 0)
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return null
  }
}
