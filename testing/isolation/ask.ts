import { PUBLIC_URL } from './isolation-world.ts'
import type { FoundRoute } from './routes-on-disk.ts'

/** What a request is made of. */
export interface Question {
  readonly headers: Readonly<Record<string, string>>
  /** The scope parameter; none when it is undefined. */
  readonly scope?: string | undefined
  readonly params?: Readonly<Record<string, string>>
  readonly query?: Readonly<Record<string, string>>
  readonly body?: Readonly<Record<string, unknown>> | undefined
}

/** What came back. */
export interface Answer {
  readonly status: number
  readonly text: string
}

let sent = 0
/** How many requests this process has sent to handlers. */
export const requestsSent = (): number => sent

/** Calls the handler of a route as Next.js does, with nothing before it: no proxy, no middleware. */
export async function ask({ handle, method, path }: FoundRoute, question: Question): Promise<Answer> {
  const { headers, scope, params = {}, query = {}, body } = question
  const place = path.replaceAll(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(params[name] ?? ''))
  const search = new URLSearchParams({ ...query, ...(scope === undefined ? {} : { scope }) })
  const request = new Request(`${PUBLIC_URL}${place}?${search.toString()}`, {
    method,
    headers: body === undefined ? headers : { ...headers, 'content-type': 'application/json' },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  })
  sent += 1
  const response = await handle(request, { params: Promise.resolve({ ...params }) })
  return { status: response.status, text: await response.text() }
}

/** An id that nobody has, next to one that somebody has: it sorts alike, so that lists begin at the same place. */
export const missingNextTo = (id: string): string => id.slice(0, -1) + (id.endsWith('0') ? '1' : '0')

/** An answer without what may differ between two equal refusals: the id of the request, and an id that was sent. */
export const comparable = ({ status, text }: Answer, id: string): string =>
  `${status} ${text.replaceAll(/"requestId":"[^"]*"/g, '').replaceAll(id, 'ID')}`
