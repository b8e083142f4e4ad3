import { isAddress } from './address.ts'
import { refusedUrl } from './errors.ts'

/** A URL that may be resolved: parsed once, and never again by anything else. */
export interface Target {
  readonly url: URL
  /** Host name, or address without brackets. */
  readonly host: string
  readonly port: number
  /** True when the host is an address, so that there is nothing to resolve. */
  readonly isLiteral: boolean
}

const MAX_URL_LENGTH = 2048
const DEFAULT_PORT: Readonly<Record<string, number>> = { 'https:': 443, 'http:': 80 }

/**
 * Reads a URL and refuses forms that are never called: another scheme than https (http where `allowHttp`), user-info,
 * no host. The WHATWG parser has then turned every notation of an address (decimal, octal, hex, full-width) into one.
 */
export function parseTarget(text: string, allowHttp: boolean): Target {
  if (text.length > MAX_URL_LENGTH) throw refusedUrl(`A URL has at most ${MAX_URL_LENGTH} characters.`)
  if (!URL.canParse(text)) throw refusedUrl('This is not a URL, e.g. https://example.com/metrics.')
  const url = new URL(text)
  if (url.protocol !== 'https:' && !(allowHttp && url.protocol === 'http:')) {
    throw refusedUrl(allowHttp ? 'The URL begins with https:// or http://.' : 'The URL begins with https://.')
  }
  if (url.username !== '' || url.password !== '')
    throw refusedUrl('Leave user name and password out of the URL.')
  const host = url.hostname.replace(/^\[(.*)\]$/, '$1')
  if (host === '') throw refusedUrl('The URL names no host.')
  const port = url.port === '' ? (DEFAULT_PORT[url.protocol] ?? 0) : Number(url.port)
  return { url, host, port, isLiteral: isAddress(host) }
}
