import { finishSaml } from '#lib/modules/identity/index.ts'
import { finishRoute } from '../../sign-on-answer.ts'

/** Where a browser comes for its session after a SAML response; cookie, ticket and single use protect it. */
export const GET = finishRoute(async (ctx, answer) => await finishSaml(ctx, answer))
