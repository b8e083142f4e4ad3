import { authorize, type RequestContext } from '#lib/infra/context/request-context.ts'
import { runtime, type Runtime } from '#lib/infra/context/runtime.ts'
import { endMembership, provisionMember } from '#lib/modules/access/index.ts'
import { recordAudit } from '#lib/modules/audit/index.ts'
import { addressesOf, readUser, userResource, type UserResource } from './protocol/resources.ts'
import { ScimError } from './domain/scim-error.ts'
import { parseScim } from './parse-scim.ts'
import { requireOwnAddress } from './own-address.ts'
import { findTwin, holdsRoleHere, insertUser } from './repository.ts'
import { scimUserInput } from './schemas.ts'
import { scimBaseUrl, scimOwner } from './scim-owner.ts'

const taken = (why: string): ScimError => new ScimError(409, 'uniqueness', why)

/**
 * Creates a user, and the member for it where there is none with this address. A member who belongs elsewhere is not
 * taken over: throws `uniqueness` (409), as for a userName that is taken. An address of a domain that its owner has not
 * proved is refused (`invalidValue`), whether or not anybody has it. Created switched off, a member loses what they held.
 */
export async function createScimUser(
  ctx: RequestContext,
  input: unknown,
  own: Runtime = runtime(),
): Promise<UserResource> {
  authorize(ctx, 'member:bind')
  const user = readUser(parseScim(scimUserInput, input), true)
  const owner = scimOwner(ctx)
  const now = ctx.clock.now()
  const created = await ctx.db.tx(async (tx) => {
    if ((await findTwin(tx, owner, user)) !== null) throw taken('There is a user with this userName already.')
    await requireOwnAddress(tx, owner, user.email)
    const member = await provisionMember(own, { email: user.email, name: user.displayName })
    if ((await findTwin(tx, owner, { userName: user.userName, memberId: member.id })) !== null)
      throw taken('There is a user with this address already.')
    // Who holds no role anywhere belongs to nobody else: somebody who was deleted here before, and comes back.
    if (member.hasRoles && !(await holdsRoleHere(tx, member.id, owner))) {
      throw taken(
        'This address belongs to a member who has no role here. Invite them first; then they can be provisioned.',
      )
    }
    const row = await insertUser(tx, { owner, memberId: member.id, user, now })
    const { id: memberId } = member
    const ended = user.active
      ? {}
      : await endMembership(tx, ctx, own, { memberId, emails: addressesOf(user), owner })
    await recordAudit(tx, ctx, {
      action: 'scim-user.create',
      target: { kind: 'member', id: member.id, name: user.displayName },
      details: { userName: user.userName, active: user.active, isNewMember: member.isNew, ...ended },
    })
    return row
  })
  return userResource(scimBaseUrl(own), created)
}
