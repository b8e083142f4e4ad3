import { randomUUID } from 'node:crypto'
import { admitVisitor } from '#app/api/admit.ts'
import { noteBadLink, notingStrangers } from '#app/api/note-refusal.ts'
import { DomainError } from '#lib/core/errors.ts'
import { preferredLanguage, SOURCE_LANGUAGE } from '#lib/core/language.ts'
import { retell, sayIn } from '#lib/core/words.ts'
import { refuseCrossSite, type Visitor } from '#lib/infra/context/http-context.ts'
import { runtime } from '#lib/infra/context/runtime.ts'
import { statusOf } from '#lib/infra/http/problem.ts'
import { untouched } from '../../../public/phone-view.js'
import { busyDocument, deadLinkDocument, phoneDocument, refusedDocument } from '../document.ts'
import { acknowledgePage, readPage } from '../page-link.ts'

interface Context {
  readonly params: Promise<{ token: string }>
}

const visitorOf = (request: Request): Visitor => ({
  forwardedFor: request.headers.get('x-forwarded-for'),
  requestId: randomUUID(),
  language: preferredLanguage(request.headers.get('accept-language')),
})

/** The nonce of the content security policy, which proxy.ts makes for each request. */
const nonceOf = (request: Request): string => request.headers.get('x-nonce') ?? ''

function answer(body: string | null, status: number, headers: Record<string, string> = {}): Response {
  return new Response(body, {
    status,
    headers: {
      'content-type': 'text/html; charset=utf-8',
      'cache-control': 'private, no-store',
      ...headers,
    },
  })
}

/** The page of one incident for one member. Looking changes nothing, however often scanners of mail look. */
export async function GET(request: Request, { params }: Context): Promise<Response> {
  const nonce = nonceOf(request)
  const { token } = await params
  try {
    await admitVisitor(request, 'reading')
    const { state, scope, language } = await readPage(token, visitorOf(request))
    const tapped = Number(new URL(request.url).searchParams.get('tap') ?? Number.NaN)
    const phone = Number.isSafeInteger(tapped) ? { ...untouched, tappedAt: tapped } : untouched
    return answer(phoneDocument({ state, phone, scope, language, nonce }), 200)
  } catch (error) {
    return await refuse(request, error, `/p/${encodeURIComponent(token)}`)
  }
}

/** Without a referrer the Origin of our own form is `null`; Sec-Fetch-Site, which no page can set, still tells. */
function refuseForeignForm(request: Request): void {
  const origin = request.headers.get('origin') ?? 'null'
  if (origin === 'null' && request.headers.get('sec-fetch-site') === 'same-origin') return
  refuseCrossSite(request, runtime().publicUrl)
}

/** Acknowledges without the script of the page: a form, and back to the page. */
export async function POST(request: Request, { params }: Context): Promise<Response> {
  const { token } = await params
  const back = `/p/${encodeURIComponent(token)}`
  try {
    // What other sites send is counted apart: it must not keep anybody here from acknowledging.
    await notingStrangers(request, randomUUID(), () => refuseForeignForm(request))
    await admitVisitor(request, 'sign-in')
    const tapped = runtime().clock.now().getTime()
    await acknowledgePage(token, visitorOf(request))
    return answer(null, 303, { location: `${back}?tap=${tapped}` })
  } catch (error) {
    return await refuse(request, error, back)
  }
}

/** Notes a link that opens nothing. Returns what to answer with: the error, or `limit_exceeded` above the rate. */
async function noted(request: Request, error: unknown): Promise<unknown> {
  if (!(error instanceof DomainError) || error.code !== 'not_found') return error
  try {
    await noteBadLink(request, 'page link', error.message)
    return error
  } catch (limit) {
    return limit
  }
}

/** Not counted, with the reason; what nobody foresaw is logged and told without it. */
async function refuse(request: Request, thrown: unknown, back: string): Promise<Response> {
  // Who it is, is not known here: the link may be dead. The language is that of the browser.
  const language = preferredLanguage(request.headers.get('accept-language')) ?? SOURCE_LANGUAGE
  const reader = { language, nonce: nonceOf(request) }
  const error = await noted(request, thrown)
  if (error instanceof DomainError && error.code === 'not_found') return answer(deadLinkDocument(reader), 404)
  if (error instanceof DomainError && error.code === 'limit_exceeded') {
    const seconds = String(Math.ceil(error.retryAfterSeconds ?? 1))
    return answer(busyDocument(reader, retell(language, error.message), back), 429, {
      'retry-after': seconds,
    })
  }
  const isKnown = error instanceof DomainError
  if (!isKnown) runtime().log.error({ err: error }, 'phone page failed')
  const detail = isKnown
    ? retell(language, error.message)
    : sayIn(language)('This is our fault, and it was recorded. Try again, or sign in.')
  return answer(refusedDocument(reader, detail, back), isKnown ? statusOf(error.code) : 500)
}
