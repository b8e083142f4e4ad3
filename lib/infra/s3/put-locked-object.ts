import { createHash, createHmac } from 'node:crypto'
import { operatorScope } from '#lib/core/scope.ts'
import type { AllowEntry, Outgoing } from '#lib/infra/http/outgoing.ts'

/** A bucket of an S3-compatible store, and who we are there. */
export interface Bucket {
  /** Address of the store, e.g. `https://s3.eu-central-1.amazonaws.com`; the bucket is named in the path. */
  readonly endpoint: string
  readonly region: string
  readonly bucket: string
  readonly accessKeyId: string
  readonly secretAccessKey: string
}

/** An object that nobody may change or remove before a day. */
export interface LockedObject {
  /** Its key: letters, digits, `-`, `_`, `.` and `/` only. */
  readonly key: string
  readonly body: string
  readonly retainUntil: Date
}

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex')
const hmac = (key: string | Uint8Array, text: string): Buffer =>
  createHmac('sha256', key).update(text).digest()

/** `20261121T060000Z`, as signatures write a moment. */
const stamp = (at: Date): string => at.toISOString().replaceAll(/[-:]|\.\d{3}/g, '')

/**
 * The headers of a signed PUT (AWS Signature Version 4): the hash of the body, the lock and the moment are all signed.
 * Every header given is signed.
 */
export function signedHeaders(
  to: Bucket,
  request: { readonly url: URL; readonly body: string; readonly headers: Readonly<Record<string, string>> },
  now: Date,
): Record<string, string> {
  const at = stamp(now)
  const day = at.slice(0, 8)
  const payload = sha256(request.body)
  const headers: Record<string, string> = {
    ...request.headers,
    'x-amz-content-sha256': payload,
    'x-amz-date': at,
  }
  const signed: Record<string, string> = { ...headers, host: request.url.host }
  const names = Object.keys(signed).toSorted()
  const canonical = [
    'PUT',
    request.url.pathname,
    '',
    ...names.map((name) => `${name}:${signed[name]?.trim() ?? ''}`),
    '',
    names.join(';'),
    payload,
  ].join('\n')
  const scope = `${day}/${to.region}/s3/aws4_request`
  const text = ['AWS4-HMAC-SHA256', at, scope, sha256(canonical)].join('\n')
  const key = [to.region, 's3', 'aws4_request'].reduce(
    (outer, part) => hmac(outer, part),
    hmac(`AWS4${to.secretAccessKey}`, day),
  )
  const signature = hmac(key, text).toString('hex')
  headers['authorization'] =
    `AWS4-HMAC-SHA256 Credential=${to.accessKeyId}/${scope}, SignedHeaders=${names.join(';')}, Signature=${signature}`
  return headers
}

/**
 * Writes an object under a compliance lock (S3 Object Lock): until its day not even the account's owner removes it. The
 * bucket must have been made with object lock; a store that does not know it refuses. Gives the store's answer; throws
 * OutgoingError when it cannot be reached.
 */
export async function putLockedObject(
  outgoing: Outgoing,
  to: Bucket & { readonly allow?: readonly AllowEntry[]; readonly allowHttp?: boolean },
  object: LockedObject,
  now: Date,
): Promise<{
  readonly status: number
  readonly version: string | null
  readonly addresses: readonly string[]
}> {
  const url = new URL(`${to.endpoint.replace(/\/+$/, '')}/${to.bucket}/${object.key}`)
  const headers = signedHeaders(
    to,
    {
      url,
      body: object.body,
      headers: {
        'content-type': 'application/jsonl',
        // S3 refuses a locked object without a digest of its own.
        'content-md5': createHash('md5').update(object.body).digest('base64'),
        'x-amz-object-lock-mode': 'COMPLIANCE',
        'x-amz-object-lock-retain-until-date': object.retainUntil.toISOString(),
      },
    },
    now,
  )
  const answer = await outgoing.request({
    url: url.href,
    scope: operatorScope,
    allow: to.allow ?? [],
    allowHttp: to.allowHttp ?? false,
    method: 'PUT',
    headers,
    body: object.body,
    maxBodyBytes: 4096,
  })
  const { status, addresses } = answer
  return { status, version: answer.headers['x-amz-version-id'] ?? null, addresses }
}
