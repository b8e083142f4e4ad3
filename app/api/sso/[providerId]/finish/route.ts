import { finishSaml } from '#lib/modules/identity/index.ts'
import { redirectRefused, redirectSignedIn, visitOf } from '../../sign-on-answer.ts'

interface Context {
  readonly params: Promise<{ providerId: string }>
}

/** Where a browser comes for its session after a SAML response; cookie, ticket and single use protect it. */
export async function GET(request: Request, { params }: Context): Promise<Response> {
  const { providerId } = await params
  const { ctx, ...visit } = visitOf(request)
  try {
    return await redirectSignedIn(
      await finishSaml(ctx, { providerId, search: new URL(request.url).search, ...visit }),
    )
  } catch (error) {
    return redirectRefused(error, providerId, ctx)
  }
}
