import { CONTROL_IN_LINE } from '#lib/core/control-characters.ts'
import { invalidField } from '#lib/core/errors.ts'

/** Headers that steer the connection itself or open a metadata service; setting them is refused. */
const BANNED: ReadonlySet<string> = new Set([
  'host',
  'connection',
  'keep-alive',
  'proxy-authorization',
  'proxy-connection',
  'transfer-encoding',
  'content-length',
  'te',
  'trailer',
  'upgrade',
  'expect',
  'accept-encoding',
  'metadata',
  'metadata-flavor',
  'x-google-metadata-request',
  'x-aws-ec2-metadata-token',
  'x-aws-ec2-metadata-token-ttl-seconds',
  'x-aws-sigv4-imds',
])

/** Headers that belong to one host and are left out when a redirect leads to another. */
const FOR_ONE_HOST: ReadonlySet<string> = new Set(['authorization', 'cookie'])

const NAME = /^[!#$%&'*+.^_`|~0-9a-z-]+$/

/** Headers with lower-case names. Throws `invalid_input` naming a header that may not be set or is malformed. */
export function checkedHeaders(headers: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  const checked: Record<string, string> = {}
  for (const [given, value] of Object.entries(headers)) {
    const name = given.toLowerCase()
    if (!NAME.test(name))
      throw invalidField('headers', `${JSON.stringify(given.slice(0, 60))} is not a header name`)
    if (BANNED.has(name))
      throw invalidField(`headers.${name}`, 'this header is set by the client itself or not at all')
    if (CONTROL_IN_LINE.test(value))
      throw invalidField(`headers.${name}`, 'a value has no line breaks or other control characters')
    checked[name] = value
  }
  return checked
}

/** The headers that may follow a redirect from one origin to another. */
export const headersForOtherHost = (
  headers: Readonly<Record<string, string>>,
): Readonly<Record<string, string>> =>
  Object.fromEntries(Object.entries(headers).filter(([name]) => !FOR_ONE_HOST.has(name)))
