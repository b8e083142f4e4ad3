import { createHmac } from 'node:crypto'
import { SETUP_LOCK } from './roles.ts'
import { withClient } from './with-client.ts'

const MARK = 'bailiwick installation '

const markOf = (secret: string): string =>
  MARK + createHmac('sha256', secret).update('bailiwick/installation').digest('hex').slice(0, 16)

/**
 * Remembers at the database which secret it belongs to (as a hash, in the database's comment), the first time, and
 * throws when it belongs to another one: with a wrong secret the passwords of the roles would be changed under a
 * running machine, and no sealed value could be read. A second secret may be the one that it belonged to until now.
 */
export async function assertSameSecret(
  adminUrl: string,
  secret: string,
  secondSecret?: string,
): Promise<void> {
  const mark = markOf(secret)
  await withClient(adminUrl, async (client) => {
    await client.query('select pg_advisory_lock($1)', [SETUP_LOCK])
    const { rows } = await client.query<{ name: string; comment: string | null }>(
      `select quote_ident(datname) as name, shobj_description(oid, 'pg_database') as comment
       from pg_database where datname = current_database()`,
    )
    const database = rows[0]?.name ?? ''
    const comment = rows[0]?.comment ?? ''
    if (comment === mark) return
    const isSecond = secondSecret !== undefined && comment === markOf(secondSecret)
    if (comment.startsWith(MARK) && !isSecond) {
      throw new Error(
        `BAILIWICK_SECRET: the database ${database} belongs to an installation with another secret; set that one. Only if it is lost: "comment on database ${database} is null" lets this one in, and what was sealed with the old one cannot be read again`,
      )
    }
    await client.query(`comment on database ${database} is ${client.escapeLiteral(mark)}`)
  })
}
