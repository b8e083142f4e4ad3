import type { Runtime } from '#lib/infra/context/runtime.ts'
import { newId } from '#lib/infra/db/index.ts'
import type { AccountNotice } from './domain/account-notice.ts'
import { postNotice } from './notice-repository.ts'

/** A notice without what is made only when it is sent, such as a link with its token. */
export type StoredNotice =
  | Exclude<AccountNotice, { link: string } | { expiresAt: Date }>
  | { readonly kind: 'email_confirm'; readonly changeId: string; readonly expiresAt: string }
  | {
      readonly kind: 'account_locked'
      readonly unlockId: string
      readonly expiresAt: string
      readonly address: string | null
    }
  | {
      readonly kind: 'sign_in_link' | 'password_link'
      readonly linkId: string
      readonly expiresAt: string
    }

/**
 * Tells a member by mail what happened to the own account. Accounts belong to nobody's scope, so the notice is written
 * in that of the operator, in a transaction of its own.
 */
export async function notifyMember(
  own: Runtime,
  member: { readonly id: string; readonly email: string },
  notice: StoredNotice,
): Promise<void> {
  const { kind, ...details } = notice
  await postNotice(own.database, {
    id: newId(),
    memberId: member.id,
    kind,
    toEmail: member.email,
    // The mail may be written by a process that has another secret first: it is told under which a link was made.
    details: { ...details, keyId: own.keyring.wrapping[0].id },
    createdAt: own.clock.now(),
  })
}
