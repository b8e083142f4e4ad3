// Rows as a version before wrote them: by SQL, since no module knows the tables as they were.
import { randomUUID } from 'node:crypto'
import type { Client } from 'pg'

/** Two platforms with two tenants each. */
export interface Estate {
  readonly platforms: readonly string[]
  readonly tenants: readonly { readonly platformId: string; readonly id: string }[]
}

/** Makes two platforms with two tenants each. */
export async function addEstate(client: Client): Promise<Estate> {
  const platforms = [randomUUID(), randomUUID()]
  const tenants = platforms.flatMap((platformId) => [
    { platformId, id: randomUUID() },
    { platformId, id: randomUUID() },
  ])
  for (const id of platforms)
    await client.query('insert into platform (id, name) values ($1, $2)', [id, `platform ${id}`])
  for (const { platformId, id } of tenants)
    await client.query('insert into tenant (id, platform_id, name) values ($1, $2, $3)', [
      id,
      platformId,
      `tenant ${id}`,
    ])
  return { platforms, tenants }
}

/** Makes a member and gives the id. */
export async function addMember(client: Client): Promise<string> {
  const id = randomUUID()
  await client.query('insert into member (id, email, name) values ($1, $2, $3)', [
    id,
    `${id}@example.test`,
    'Mia',
  ])
  return id
}

/** Inserts a row and gives its id. */
export async function add(
  client: Client,
  table: string,
  row: Readonly<Record<string, unknown>>,
): Promise<string> {
  const whole: Readonly<Record<string, unknown>> = { id: randomUUID(), ...row }
  const columns = Object.keys(whole)
  const { rows } = await client.query<{ id: string }>(
    `insert into ${table} (${columns.join(', ')}) values (${columns.map((_, at) => `$${at + 1}`).join(', ')}) returning id`,
    Object.values(whole),
  )
  return rows[0]?.id ?? ''
}
