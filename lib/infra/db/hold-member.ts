import type { Tx } from './with-scope.ts'

/**
 * Holds the account of a member until the transaction ends. Who ends sessions, who begins one and who gives one another id
 * wait for each other: otherwise a session could be made behind the back of the one that ends them all. Rows that refer to
 * the member can be inserted meanwhile.
 */
export const holdMember = async (tx: Tx, memberId: string): Promise<void> => {
  await tx.$executeRaw`select 1 from member where id = ${memberId}::uuid for no key update`
}
