import { authorize, type RequestContext } from '#lib/infra/context/request-context.ts'
import { runtime, type Runtime } from '#lib/infra/context/runtime.ts'
import { parseInput } from '#lib/infra/http/parse-input.ts'
import { recordAudit } from '#lib/modules/audit/index.ts'
import { requireMember } from './acting.ts'
import { readProfile } from './read-profile.ts'
import { changeMember, findMember } from './repository.ts'
import { updateProfileInput, type ProfileView, type UpdateProfileInput } from './schemas.ts'

/** Changes the own name or time zone; what is left out stays. */
export async function updateProfile(
  ctx: RequestContext,
  input: UpdateProfileInput,
  own: Runtime = runtime(),
): Promise<ProfileView> {
  authorize(ctx, 'profile:write')
  const member = requireMember(ctx)
  const { name, timeZone } = parseInput(updateProfileInput, input)
  const change = { ...(name === undefined ? {} : { name }), ...(timeZone === undefined ? {} : { timeZone }) }
  await ctx.db.tx(async (tx) => {
    const row = await findMember(tx, member.id)
    await changeMember(tx, member.id, change)
    await recordAudit(tx, ctx, {
      action: 'profile.update',
      target: { kind: 'member', id: member.id, name: name ?? member.name },
      details: {
        before: {
          ...(name === undefined ? {} : { name: row?.name ?? null }),
          ...(timeZone === undefined ? {} : { timeZone: row?.timeZone ?? null }),
        },
        after: change,
      },
    })
  })
  return await readProfile(ctx, own)
}
