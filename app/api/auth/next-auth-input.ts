import { invalidField } from '#lib/core/errors.ts'
import { isRecord } from '#lib/core/unsafe.ts'
import { refuseControlCharacters } from '#lib/infra/http/control-characters.ts'
import { readJsonBody, readLimited } from '#lib/infra/http/read-body.ts'
import { readSearch } from '#lib/infra/http/read-search.ts'

const LONGEST_ADDRESS = 2000

/**
 * Refuses, by the name of the field, what next-auth would call a fault of the server or put into a header: fields that are no
 * text, control characters, and an address to go to afterwards that is none. Returns the body, which it has read.
 */
export async function refuseBadInput(
  request: Request,
  publicUrl: string,
): Promise<Uint8Array<ArrayBuffer> | null> {
  refuseFields(readSearch(request.url), publicUrl)
  if (request.method !== 'POST') return null
  const body = new Uint8Array(await readLimited(request))
  const { url, method, headers } = request
  refuseFields(await readFields(new Request(url, { method, headers, body })), publicUrl)
  return body
}

async function readFields(request: Request): Promise<Readonly<Record<string, unknown>>> {
  const type = request.headers.get('content-type') ?? ''
  if (type.includes('application/json')) {
    const body = await readJsonBody(request)
    if (isRecord(body)) return body
    throw invalidField('(body)', 'an object of texts')
  }
  // Next-auth looks at no other type than these two.
  if (!type.includes('application/x-www-form-urlencoded')) return {}
  const fields = Object.fromEntries(new URLSearchParams(await request.text()))
  refuseControlCharacters(fields)
  return fields
}

function refuseFields(fields: Readonly<Record<string, unknown>>, publicUrl: string): void {
  for (const [name, value] of Object.entries(fields))
    if (typeof value !== 'string') throw invalidField(name.slice(0, 100), 'a text')
  const { callbackUrl } = fields
  if (typeof callbackUrl !== 'string' || callbackUrl === '') return
  const isAddress =
    callbackUrl.length <= LONGEST_ADDRESS &&
    URL.canParse(callbackUrl, callbackUrl.startsWith('/') ? publicUrl : undefined) &&
    /^https?:/.test(new URL(callbackUrl, publicUrl).protocol)
  if (!isAddress)
    throw invalidField(
      'callbackUrl',
      `a page of ${publicUrl}, e.g. /services, of at most ${LONGEST_ADDRESS} characters`,
    )
}
