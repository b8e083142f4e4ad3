import { admitVisitor } from '#app/api/admit.ts'
import { notingStrangers } from '#app/api/note-refusal.ts'
import { runtime } from '#lib/infra/context/runtime.ts'
import { guardPublic } from '#lib/infra/context/http-context.ts'
import { aboutRefusal } from '#lib/infra/http/about-refusal.ts'
import { parseInput } from '#lib/infra/http/parse-input.ts'
import { problemResponse } from '#lib/infra/http/problem.ts'
import { readJsonBody } from '#lib/infra/http/read-body.ts'
import { startSignOn, TRANSACTION_SECONDS } from '#lib/modules/identity/index.ts'
import { startSignOnBody } from '#lib/modules/identity/schemas.ts'
import { noteRefusedSignOn, visitOf, type ProviderRoute } from '../../sign-on-answer.ts'

/**
 * Begins a sign-on: answers with the address to go to, and binds it to this browser by a cookie. A POST of a page of ours,
 * because a link of another site shall begin nothing.
 */
export async function POST(request: Request, { params }: ProviderRoute): Promise<Response> {
  const own = runtime()
  const { ctx } = visitOf(request)
  try {
    await notingStrangers(request, ctx.requestId, () => guardPublic(request, own.publicUrl))
    await admitVisitor(request, 'sign-in')
    const { providerId } = await params
    const { target } = parseInput(startSignOnBody, await readJsonBody(request))
    const { location, cookie } = await startSignOn(ctx, { providerId, target })
    const secure = own.publicUrl.startsWith('https://') ? '; Secure' : ''
    return Response.json(
      { location },
      {
        headers: {
          'cache-control': 'private, no-store',
          'set-cookie': `${cookie.name}=${cookie.value}; Path=/; Max-Age=${TRANSACTION_SECONDS}; HttpOnly; SameSite=Lax${secure}`,
        },
      },
    )
  } catch (error) {
    ctx.log.info(aboutRefusal(error), 'request refused')
    return problemResponse(await noteRefusedSignOn(request, error, ctx), ctx.requestId, request)
  }
}
