import type { Tx } from '#lib/infra/db/index.ts'
import { invalidValue } from './domain/scim-error.ts'
import type { UserAttributes } from './protocol/resources.ts'
import { hasProvedDomain, holdsRoleByEmail, type ScimOwner } from './repository.ts'

const domainOf = (email: string): string => email.slice(email.lastIndexOf('@') + 1)

/** Guests are invited: a provider speaks for the domains of its owner, and for whoever is here already. */
const isOwnAddress = async (tx: Tx, owner: ScimOwner, email: string): Promise<boolean> =>
  (await hasProvedDomain(tx, owner, domainOf(email))) || (await holdsRoleByEmail(tx, email, owner))

/** Refuses (`invalidValue`) an address of a domain that its owner has not proved, of whoever holds no role here. */
export async function requireOwnAddress(tx: Tx, owner: ScimOwner, email: string): Promise<void> {
  if (await isOwnAddress(tx, owner, email)) return
  throw invalidValue(
    'userName',
    `the domain ${domainOf(email)} is not proved here. Prove it on the page Sign-on, or invite this person first.`,
  )
}

/**
 * What is kept of a user after a change. Another address is refused as it is of a new user. One that stays is not asked
 * about again: a domain may have been given back since. And nothing stands in the way of switching somebody off: what comes
 * along with that is kept but for an address that is none of ours.
 */
export async function withOwnAddress(
  tx: Tx,
  owner: ScimOwner,
  { before, next }: { readonly before: UserAttributes; readonly next: UserAttributes },
): Promise<UserAttributes> {
  if (next.email === before.email) return next
  if (next.active) {
    await requireOwnAddress(tx, owner, next.email)
    return next
  }
  if (await isOwnAddress(tx, owner, next.email)) return next
  const { email, emailType, otherEmails } = before
  return { ...next, email, emailType, otherEmails }
}
