import { unlockToken } from '#lib/infra/auth/one-time-token.ts'
import { hashPassword } from '#lib/infra/auth/password.ts'
import { newId } from '#lib/infra/db/index.ts'
import { operatorScope } from '#lib/core/scope.ts'
import { signIn } from '../index.ts'
import type { SignInResult } from '../sign-in.ts'
import { PASSWORD, type AccessWorld } from './access-world.ts'

/** A member whose account is guessed at. */
export interface Victim {
  readonly id: string
  readonly email: string
}

/** Makes members with a password, no second factor, and a role at the operator. */
export async function makeVictims({ runtime }: AccessWorld, count: number): Promise<Victim[]> {
  const passwordHash = await hashPassword(PASSWORD)
  const victims: Victim[] = []
  for (let n = 0; n < count; n += 1) {
    const id = newId()
    const email = `victim-${id}@example.test`
    await runtime.database.asAuth(async (tx) => {
      await tx.member.create({ data: { id, email, name: `Victim ${n}`, passwordHash } })
    })
    await runtime.database.withScope(operatorScope, async (tx) => {
      await tx.roleBinding.create({ data: { memberId: id, role: 'viewer' } })
    })
    victims.push({ id, email })
  }
  return victims
}

/** One guess: at whose account, from which address. */
export interface Guess {
  readonly email: string
  readonly from: string
  readonly password?: string
  readonly cookies?: string
}

/** Guesses once, with a wrong password unless another one is given. */
export const guess = async (
  access: AccessWorld,
  { email, from, password = 'not the password', cookies }: Guess,
): Promise<SignInResult> =>
  await signIn(
    access.visitor(from),
    { email, password, ...(cookies === undefined ? {} : { cookies }) },
    access.runtime,
  )

/** Why a guess was refused; `ok` when it was not, `locked` for a wait of a locked account. */
export function reasonOf(result: SignInResult): string {
  if (result.ok) return 'ok'
  return result.reason === 'wait' && result.isLocked ? 'locked' : result.reason
}

/** The tokens of the links that went to a member to open the account, the newest first. */
export async function unlockTokens({ runtime }: AccessWorld, memberId: string): Promise<string[]> {
  const links = await runtime.database.asAuth(
    async (tx) => await tx.unlockLink.findMany({ where: { memberId }, orderBy: { createdAt: 'desc' } }),
  )
  return links.map(({ id }) => unlockToken(runtime.keyring, id))
}
