import { sqlState, withClient } from './with-client.ts'

/** The comparison behind `name %> word`. */
const ALIKE = 'word_similarity_commutator_op(text, text)'

/**
 * Lets the indexes of the search be used below row-level security. Postgres asks an index before a policy only by comparisons
 * that cannot tell anything of rows they were not shown (leakproof); this one raises no error that depends on its arguments, but
 * only a superuser may say so. Runs on every start, because a dump does not carry it. Returns what a superuser has to type when
 * this login may not: without it the search reads every name of the scope.
 */
export async function ensureLeakproofSearch(adminUrl: string): Promise<string | undefined> {
  return await withClient(adminUrl, async (client) => {
    const { rows } = await client.query<{ done: boolean }>(
      'select proleakproof as done from pg_proc where oid = to_regprocedure($1)',
      [ALIKE],
    )
    if (rows[0]?.done !== false) return undefined
    try {
      await client.query(`alter function ${ALIKE} leakproof`)
      return undefined
    } catch (error) {
      if (sqlState(error) !== '42501') throw error
      return `the search could not be given its indexes by this login; a superuser can: alter function ${ALIKE} leakproof`
    }
  })
}
