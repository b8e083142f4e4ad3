import { gunzipSync } from 'node:zlib'
import { CANARY_NAMES, CANARY_PLATFORM_ID, canaryId, type CanaryName } from '#lib/core/canary.ts'
import type { Answered } from './domain/judge.ts'
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
/** Characters of an answer that are searched; nothing of ours is longer. */
const MOST_CHARACTERS = 20_000_000

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

/** What an answer says; that of an archive is packed, and what cannot be unpacked is looked at as it is. */
function textOf({ headers }: Response, bytes: Buffer): string {
  if (headers.get('content-type') !== 'application/gzip') return bytes.toString('utf8')
  try {
    return gunzipSync(bytes, { maxOutputLength: MOST_CHARACTERS }).toString('utf8')
  } catch {
    return bytes.toString('utf8')
  }
}

async function ask({ url, init }: Request, about: CanaryName | null): Promise<Answered> {
  const body = typeof init.body === 'string' ? init.body : ''
  try {
    const response = await fetch(url, { ...init, signal: AbortSignal.timeout(LIMIT_MS) })
    const text = textOf(response, Buffer.from(await response.arrayBuffer())).slice(0, MOST_CHARACTERS)
    const headers = [...response.headers].map((pair) => pair.join(': ')).join('\n')
    return { status: response.status, text: `${headers}\n\n${text}`, sent: url + body, about }
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
