import { createHash, createHmac } from 'node:crypto'
import { createServer, type IncomingHttpHeaders } from 'node:http'

/** An object as the store keeps it. */
export interface KeptObject {
  readonly body: string
  readonly mode: string
  readonly retainUntil: Date
}

/** A store that speaks enough of S3 to take locked objects: it checks signature, digest and lock as AWS documents them. */
export interface LockedBucket {
  readonly endpoint: string
  readonly port: number
  readonly secretAccessKey: string
  readonly objects: ReadonlyMap<string, KeptObject>
  /** Why requests were refused. */
  readonly refusals: readonly string[]
  close(): Promise<void>
}

const REGION = 'eu-test-1'
const ACCESS_KEY = 'AKIDTEST'
const SECRET = 'a secret access key of the test'

const hmac = (key: string | Buffer, text: string): Buffer => createHmac('sha256', key).update(text).digest()
const sha256 = (text: string | Buffer): string => createHash('sha256').update(text).digest('hex')
const one = (headers: IncomingHttpHeaders, name: string): string => [headers[name]].flat()[0] ?? ''

/** What is wrong with the signature of a PUT; null when it is right (AWS Signature Version 4). */
function signatureFault(path: string, headers: IncomingHttpHeaders, body: Buffer): string | null {
  const parts =
    /^AWS4-HMAC-SHA256 Credential=(?<id>[^/]+)\/(?<scope>[^,]+), ?SignedHeaders=(?<names>[^,]+), ?Signature=(?<given>[0-9a-f]{64})$/.exec(
      one(headers, 'authorization'),
    )?.groups
  if (parts === undefined) return 'no authorization'
  const { id, scope = '', names = '', given } = parts
  if (id !== ACCESS_KEY) return 'an unknown access key'
  if (one(headers, 'x-amz-content-sha256') !== sha256(body)) return 'the body is another one'
  const must = [
    'host',
    'x-amz-content-sha256',
    'x-amz-date',
    'x-amz-object-lock-mode',
    'x-amz-object-lock-retain-until-date',
  ]
  const signed = names.split(';')
  if (must.some((name) => !signed.includes(name))) return 'a header that counts is not signed'
  const canonical = [
    'PUT',
    path,
    '',
    ...signed.map((name) => `${name}:${one(headers, name).trim()}`),
    '',
    names,
    sha256(body),
  ]
  const at = one(headers, 'x-amz-date')
  const text = ['AWS4-HMAC-SHA256', at, scope, sha256(canonical.join('\n'))].join('\n')
  let key = hmac(`AWS4${SECRET}`, at.slice(0, 8))
  for (const part of [REGION, 's3', 'aws4_request']) key = hmac(key, part)
  return hmac(key, text).toString('hex') === given ? null : 'the signature does not match'
}

/** Opens a store with the bucket `witness` on a free port. */
export async function openLockedBucket(): Promise<LockedBucket> {
  const objects = new Map<string, KeptObject>()
  const refusals: string[] = []
  const put = (path: string, headers: IncomingHttpHeaders, body: Buffer): number => {
    const kept = objects.get(path)
    const mode = one(headers, 'x-amz-object-lock-mode')
    const retainUntil = new Date(one(headers, 'x-amz-object-lock-retain-until-date'))
    const faults = [
      signatureFault(path, headers, body),
      path.startsWith('/witness/') ? null : 'no such bucket',
      one(headers, 'content-md5') === createHash('md5').update(body).digest('base64')
        ? null
        : 'no digest of the body',
      mode === 'COMPLIANCE' && retainUntil.getTime() > Date.now() ? null : 'no lock',
      kept === undefined ? null : 'the object is locked',
    ]
    const fault = faults.find((text) => text !== null) ?? null
    if (fault !== null) {
      refusals.push(fault)
      return 403
    }
    objects.set(path, { body: body.toString(), mode, retainUntil })
    return 200
  }
  const server = createServer((request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      const status =
        request.method === 'PUT' ? put(request.url ?? '', request.headers, Buffer.concat(chunks)) : 405
      response.writeHead(status, status === 200 ? { 'x-amz-version-id': `v${objects.size}` } : {}).end()
    })
  })
  const listening = Promise.withResolvers<number>()
  server.listen(0, '127.0.0.1', () => {
    const address = server.address()
    listening.resolve(typeof address === 'object' && address !== null ? address.port : 0)
  })
  const port = await listening.promise
  return {
    endpoint: `http://127.0.0.1:${port}`,
    port,
    secretAccessKey: SECRET,
    objects,
    refusals,
    async close() {
      const closed = Promise.withResolvers<boolean>()
      server.close(() => closed.resolve(true))
      server.closeAllConnections()
      await closed.promise
    },
  }
}

/** Who the test is at the store. */
export const bucketOf = (store: LockedBucket) => ({
  endpoint: store.endpoint,
  region: REGION,
  bucket: 'witness',
  accessKeyId: ACCESS_KEY,
  secretAccessKey: store.secretAccessKey,
  lockDays: 30,
})
