import { pipeline } from 'node:stream/promises'
import { createGunzip } from 'node:zlib'
import { CANARY_NAMES, CANARY_PLATFORM_ID, canaryId, type CanaryName } from '#lib/core/canary.ts'
import { MOST_SEARCHED, type Answered } from './domain/judge.ts'
import { rangeTimes } from './domain/range-times.ts'
import { kindOfParam, paramsOf, type Surface } from './domain/surfaces.ts'

/** What a reader needs to ask: where, and with which credential. */
export interface Asker {
  readonly webUrl: string
  readonly engineUrl: string
  /** Headers of one request, made for it: the tokens are short-lived. */
  headersFor(surface: Surface): Readonly<Record<string, string>>
  /** The `scope` parameter; null for whoever has no credential. */
  readonly scope: string | null
  readonly now: Date
}

const LIMIT_MS = 20_000

const fill = (path: string, about: CanaryName): string =>
  path.replaceAll(/\{(\w+)\}/g, (_, name: string) => {
    const kind = kindOfParam(name)
    return kind === undefined ? CANARY_PLATFORM_ID : canaryId(about, kind)
  })

interface Request {
  readonly url: string
  readonly init: RequestInit
}

function requestOf(surface: Surface, asker: Asker, about: CanaryName | null): Request {
  const base = surface.kind === 'engine' ? asker.engineUrl : asker.webUrl
  const query = new URLSearchParams(rangeTimes(surface.query ?? {}, asker.now))
  if (asker.scope !== null && surface.kind !== 'engine') query.set('scope', asker.scope)
  const path = about === null ? surface.path : fill(surface.path, about)
  const body = surface.body === undefined ? null : JSON.stringify(rangeTimes(surface.body, asker.now))
  const headers = {
    ...asker.headersFor(surface),
    ...(body === null ? {} : { 'content-type': 'application/json' }),
    ...(surface.kind === 'page' ? { accept: 'text/html' } : {}),
  }
  const search = query.toString()
  return {
    url: `${base}${path}${search === '' ? '' : `?${search}`}`,
    init: { method: surface.method, headers, ...(body === null ? {} : { body }) },
  }
}

type Body = Pick<Answered, 'text' | 'cut'>

/**
 * What an answer says, that of an archive unpacked as it comes: what is read before it grows too long or breaks off is searched
 * all the same, and the rest is neither fetched nor held.
 */
async function bodyOf({ headers, body }: Response): Promise<Body> {
  if (body === null) return { text: '' }
  const isPacked = headers.get('content-type') === 'application/gzip'
  return await readUpTo(isPacked ? unpacked(body) : body)
}

async function* unpacked(packed: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  const gunzip = createGunzip()
  const fed = pipeline(packed, gunzip)
  // It is told by the reading, too, which may have stopped before.
  fed.catch(() => undefined)
  for await (const chunk of gunzip) if (chunk instanceof Uint8Array) yield chunk
  await fed
}

async function readUpTo(chunks: AsyncIterable<Uint8Array>): Promise<Body> {
  const read: Uint8Array[] = []
  let bytes = 0
  let cut: Answered['cut']
  try {
    for await (const chunk of chunks) {
      read.push(chunk)
      bytes += chunk.length
      if (bytes > MOST_SEARCHED) {
        cut = 'long'
        break
      }
    }
  } catch {
    cut = 'broken'
  }
  const text = Buffer.concat(read).toString('utf8')
  return cut === undefined ? { text } : { text, cut }
}

async function ask({ url, init }: Request, about: CanaryName | null): Promise<Answered> {
  const body = typeof init.body === 'string' ? init.body : ''
  try {
    const response = await fetch(url, { ...init, signal: AbortSignal.timeout(LIMIT_MS) })
    const { text, ...part } = await bodyOf(response)
    const headers = [...response.headers].map((pair) => pair.join(': ')).join('\n')
    return { status: response.status, text: `${headers}\n\n${text}`, ...part, sent: url + body, about }
  } catch {
    return { status: 0, text: '', sent: url, about }
  }
}

/** The same page as the browser asks for it when somebody follows a link: its data without its frame. */
const asData = ({ url, init }: Request): Request => ({
  url,
  init: { ...init, headers: { ...Object.fromEntries(new Headers(init.headers)), rsc: '1' } },
})

/** Asks one surface as one reader: once, or once with the ids of each canary; pages also for their data. */
export async function readSurface(surface: Surface, asker: Asker): Promise<Answered[]> {
  const subjects = paramsOf(surface.path).length === 0 ? [null] : CANARY_NAMES
  const answers: Answered[] = []
  for (const about of subjects) {
    const request = requestOf(surface, asker, about)
    answers.push(await ask(request, about))
    if (surface.kind === 'page') answers.push(await ask(asData(request), about))
  }
  return answers
}
