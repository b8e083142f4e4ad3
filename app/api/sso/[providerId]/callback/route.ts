import { finishOidc } from '#lib/modules/identity/index.ts'
import { redirectRefused, redirectSignedIn, visitOf } from '../../sign-on-answer.ts'

interface Context {
  readonly params: Promise<{ providerId: string }>
}

/** Where an OpenID provider sends people back. A GET that changes something: state, cookie and single use protect it. */
export async function GET(request: Request, { params }: Context): Promise<Response> {
  const { providerId } = await params
  const { ctx, ...visit } = visitOf(request)
  try {
    return await redirectSignedIn(
      await finishOidc(ctx, { providerId, search: new URL(request.url).search, ...visit }),
    )
  } catch (error) {
    return redirectRefused(error, providerId, ctx)
  }
}
