import { notFound } from '#lib/core/errors.ts'
import { languageOf } from '#lib/core/language.ts'
import { authorize, type RequestContext } from '#lib/infra/context/request-context.ts'
import { runtime, type Runtime } from '#lib/infra/context/runtime.ts'
import { requireMember } from './acting.ts'
import { findOwnChoices } from './repository.ts'
import type { ProfileView } from './schemas.ts'
import { readOwnAccount } from './sign-in-repository.ts'
import { toBindingView } from './views.ts'

/** The own profile: name, zone, language, second factor, and every role in every scope. */
export async function readProfile(ctx: RequestContext, own: Runtime = runtime()): Promise<ProfileView> {
  authorize(ctx, 'profile:read-own')
  const { id } = requireMember(ctx)
  const member = await ctx.db.read(async (tx) => await findOwnChoices(tx, id))
  if (member === null) throw notFound()
  const account = await readOwnAccount(own.database, id)
  return {
    id,
    name: member.name,
    email: member.email,
    timeZone: member.timeZone,
    language: languageOf(member.language),
    pageZone: member.pageZone === 'profile' ? 'profile' : 'browser',
    hasFactor: account.hasAuthenticator || account.passkeys > 0,
    hasPassword: account.hasPassword,
    hasAuthenticator: account.hasAuthenticator,
    passkeys: account.passkeys,
    recoveryCodesLeft: account.recoveryCodesLeft,
    stepUpUntil: ctx.stepUpUntil?.toISOString() ?? null,
    bindings: account.bindings.map(toBindingView),
  }
}
