import { DomainError, notFound } from '#lib/core/errors.ts'
import type { Tx } from '#lib/infra/db/index.ts'
import { countOperatorAdmins, deleteBinding, findBindingById, lockOperatorAdmins } from './repository.ts'

/** A binding that was there. */
export type TakenBinding = NonNullable<Awaited<ReturnType<typeof findBindingById>>>

/**
 * Takes a role from a member, inside the transaction of whoever has the right to and records it. Throws `precondition_failed` for the last
 * operator admin, whom nobody could replace, and `not_found` for a binding of another scope.
 */
export async function takeBinding(tx: Tx, bindingId: string): Promise<TakenBinding> {
  await lockOperatorAdmins(tx)
  const binding = await findBindingById(tx, bindingId)
  if (binding === null) throw notFound()
  if (binding.role === 'operator_admin' && (await countOperatorAdmins(tx, bindingId)) === 0) {
    throw new DomainError(
      'precondition_failed',
      'This is the last operator admin. Make somebody else operator admin first, without an end date.',
    )
  }
  // Bindings of the operator are visible in a platform, but not its to remove.
  if (!(await deleteBinding(tx, bindingId))) throw notFound()
  return binding
}
