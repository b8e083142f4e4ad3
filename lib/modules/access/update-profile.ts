import { authorize, type RequestContext } from '#lib/infra/context/request-context.ts'
import { runtime, type Runtime } from '#lib/infra/context/runtime.ts'
import { parseInput } from '#lib/infra/http/parse-input.ts'
import { recordAudit } from '#lib/modules/audit/index.ts'
import { requireMember } from './acting.ts'
import { readProfile } from './read-profile.ts'
import { changeMember, findOwnChoices } from './repository.ts'
import { updateProfileInput, type ProfileView, type UpdateProfileInput } from './schemas.ts'

/** Changes the own name, time zone or language; what is left out stays. */
export async function updateProfile(
  ctx: RequestContext,
  input: UpdateProfileInput,
  own: Runtime = runtime(),
): Promise<ProfileView> {
  authorize(ctx, 'profile:write')
  const member = requireMember(ctx)
  const change = given(parseInput(updateProfileInput, input))
  await ctx.db.tx(async (tx) => {
    const row = await findOwnChoices(tx, member.id)
    await changeMember(tx, member.id, change)
    await recordAudit(tx, ctx, {
      action: 'profile.update',
      target: { kind: 'member', id: member.id, name: change.name ?? member.name },
      details: { before: only(Object.keys(change), row ?? {}), after: change },
    })
  })
  return await readProfile(ctx, own)
}

/** The fields that were sent. */
const given = ({ name, timeZone, language, pageZone }: UpdateProfileInput) => ({
  ...(name === undefined ? {} : { name }),
  ...(timeZone === undefined ? {} : { timeZone }),
  ...(language === undefined ? {} : { language }),
  ...(pageZone === undefined ? {} : { pageZone }),
})

/** The same fields as they were before. */
const only = (names: readonly string[], row: Readonly<Record<string, string | null>>) =>
  Object.fromEntries(names.map((name) => [name, row[name] ?? null]))
