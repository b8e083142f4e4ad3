import { newId } from '#lib/infra/db/index.ts'

/** What answers SQL: a pool or a single connection. */
interface Sql {
  query(text: string, values: readonly unknown[]): Promise<unknown>
}

/** Inserts a member who is on call for the whole operator, past every rule of the product; returns the id. */
export async function insertMember(admin: Sql, name: string): Promise<string> {
  const id = newId()
  const email = `${name.toLowerCase()}@example.test`
  await admin.query('insert into member (id, email, name) values ($1, $2, $3)', [id, email, name])
  await admin.query(`insert into role_binding (id, member_id, role) values ($1, $2, 'on_call')`, [
    newId(),
    id,
  ])
  return id
}
