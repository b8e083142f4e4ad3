import type pg from 'pg'

/**
 * Gives back every role that an earlier request took, so that the next one is asked by people who still hold theirs. The
 * first call remembers which there are. Returns how many had to be given back.
 */
export async function restoreBindings(admin: pg.Client): Promise<number> {
  await admin.query('create temp table if not exists kept_binding as select * from role_binding')
  const { rowCount } = await admin.query(
    'insert into role_binding select * from kept_binding on conflict do nothing',
  )
  return rowCount ?? 0
}
