import { invalidField, type DomainError } from '#lib/core/errors.ts'
import { refuseControlCharacters } from './control-characters.ts'

/** The most that a JSON body may weigh. */
const MAX_BODY_BYTES = 1_048_576

/**
 * Reads a JSON body within its limit; throws `invalid_input` that says what is wrong with it. An empty body is `{}`.
 * `types` are the media types that it may have, the usual one first.
 */
export async function readJsonBody(
  request: Request,
  types: readonly string[] = ['application/json'],
): Promise<unknown> {
  const bytes = await readLimited(request)
  if (bytes.length === 0) return {}
  const type = request.headers.get('content-type') ?? ''
  if (!types.includes(type.split(';')[0]?.trim().toLowerCase() ?? '')) {
    throw invalidField(
      'content-type',
      `the body must be ${types.join(' or ')}, not ${type === '' ? 'untyped' : type.slice(0, 80)}`,
    )
  }
  let text: string
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    throw invalidField('(body)', 'the body is not valid UTF-8')
  }
  const body = parseJson(text)
  refuseControlCharacters(body)
  return body
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (error) {
    throw invalidField(
      '(body)',
      `the body is not valid JSON: ${error instanceof Error ? error.message : 'it cannot be parsed'}`,
    )
  }
}

/** The bytes of a body within its limit; throws `invalid_input` beyond it. */
export async function readLimited(request: Request): Promise<Uint8Array> {
  const declared = Number(request.headers.get('content-length') ?? 0)
  const tooLarge = (): DomainError =>
    invalidField('(body)', `the body is larger than ${MAX_BODY_BYTES} bytes`)
  if (declared > MAX_BODY_BYTES) throw tooLarge()
  if (request.body === null) return new Uint8Array()
  const chunks: Uint8Array[] = []
  let size = 0
  for await (const chunk of request.body) {
    size += chunk.length
    if (size > MAX_BODY_BYTES) throw tooLarge()
    chunks.push(chunk)
  }
  return Buffer.concat(chunks)
}
