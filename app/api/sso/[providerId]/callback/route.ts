import { finishOidc } from '#lib/modules/identity/index.ts'
import { finishRoute } from '../../sign-on-answer.ts'

/** Where an OpenID provider sends people back. A GET that changes something: state, cookie and single use protect it. */
export const GET = finishRoute(async (ctx, answer) => await finishOidc(ctx, answer))
