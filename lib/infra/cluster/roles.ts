import type { Client } from 'pg'
import { LOGIN_ROLES, rolePassword, scramVerifier, type LoginRole } from './role-password.ts'
import { sqlState, withClient } from './with-client.ts'

/** Rights beyond a plain login. */
const ATTRIBUTES: Partial<Record<LoginRole, readonly string[]>> = {
  owner: ['createdb'], // the scratch database of the drift check
  // pg_dump sets row_security = off, which under forced row-level security is an error for every role without
  // BYPASSRLS, the table owner included. So the one role that reads everything can write nothing.
  backup: ['bypassrls'],
}

/** Roles whose transactions belong to a request or a job. */
const RUNNING: readonly LoginRole[] = ['auth', 'tenant', 'staff', 'engine', 'jobs']

/** Any constant of our own: machines that set up a database at the same time would fail with "tuple concurrently updated". */
export const SETUP_LOCK = 4_201_975

/** PUBLIC may execute every new function unless this is said, once per database, for the role that creates them. */
export const OWNER_DEFAULTS =
  'alter default privileges for role owner revoke execute on functions from public'

async function setRole(client: Client, role: LoginRole, secret: string): Promise<string | undefined> {
  const { rows } = await client.query<{ name: string }>(
    'select rolname as name from pg_roles where rolname = $1',
    [role],
  )
  const verb = rows.length > 0 ? 'alter' : 'create'
  const password = client.escapeLiteral(scramVerifier(rolePassword(secret, role)))
  const extra = ATTRIBUTES[role] ?? []
  await client.query(`${verb} role ${role} login password ${password}`)
  for (const attribute of extra) {
    try {
      await client.query(`alter role ${role} ${attribute}`)
    } catch (error) {
      if (sqlState(error) !== '42501') throw error
      return `the role ${role} could not be given ${attribute.toUpperCase()} by this login; a superuser can: alter role ${role} ${attribute}`
    }
  }
  return undefined
}

/** Grants a predefined right; returns what a superuser has to type when this login may not grant it. */
async function grantPredefined(client: Client, right: string, role: LoginRole): Promise<string | undefined> {
  try {
    await client.query(`grant ${right} to ${role}`)
  } catch (error) {
    if (sqlState(error) !== '42501') throw error
    return `the role ${role} could not be given ${right} by this login; a superuser can: grant ${right} to ${role}`
  }
  return undefined
}

/** `backup` reads everything and writes nothing; `jobs` sees the age of other roles' sessions for its figures. */
async function grantReading(client: Client): Promise<(string | undefined)[]> {
  await client.query('alter role backup set default_transaction_read_only = on')
  return [
    await grantPredefined(client, 'pg_read_all_data', 'backup'),
    await grantPredefined(client, 'pg_read_all_stats', 'jobs'),
  ]
}

/** A login that is no superuser may hand out rights of `owner` only as a member of it. */
async function joinOwner(client: Client): Promise<void> {
  const { rows } = await client.query<{ member: boolean }>(
    `select pg_has_role(current_user, 'owner', 'usage') as member`,
  )
  if (rows[0]?.member !== true) await client.query('grant owner to current_user')
}

/** Gives the login roles their rights on the database of `client`, as a login that owns it. */
export async function grantOnDatabase(client: Client): Promise<void> {
  const { rows } = await client.query<{ name: string }>('select quote_ident(current_database()) as name')
  const database = rows[0]?.name ?? ''
  const everyone = LOGIN_ROLES.join(', ')
  await client.query(`
    revoke connect, temporary on database ${database} from public;
    grant connect on database ${database} to ${everyone};
    grant connect, create, temporary on database ${database} to owner with grant option;
    grant temporary on database ${database} to jobs; -- BullMQ's addBulk goes through temporary tables
    grant usage, create on schema public to owner with grant option;
    grant usage on schema public to auth, tenant, staff, engine, jobs;
    ${OWNER_DEFAULTS}`)
}

/**
 * Creates or updates the login roles and their rights on the database of `adminUrl`. Idempotent, and safe when several
 * machines start at once. Returns what this login could not do, in words for the operator; the rest throws.
 */
export async function ensureRoles(adminUrl: string, secret: string): Promise<readonly string[]> {
  return await withClient(adminUrl, async (client) => {
    const lacking: (string | undefined)[] = []
    await client.query('select pg_advisory_lock($1)', [SETUP_LOCK])
    for (const role of LOGIN_ROLES) lacking.push(await setRole(client, role, secret))
    // A forgotten transaction must hold back neither vacuum nor locks.
    for (const role of RUNNING)
      await client.query(`alter role ${role} set idle_in_transaction_session_timeout = '15s'`)
    lacking.push(...(await grantReading(client)))
    await joinOwner(client)
    await grantOnDatabase(client)
    return lacking.filter((line) => line !== undefined)
  })
}

/** Creates the database of `url` when it does not exist, from the maintenance database `postgres` of the same server. */
export async function ensureDatabase(url: string): Promise<boolean> {
  try {
    await withClient(url, async () => await Promise.resolve())
    return false
  } catch (error) {
    if (sqlState(error) !== '3D000') throw error
  }
  const target = new URL(url)
  const name = decodeURIComponent(target.pathname.slice(1))
  target.pathname = '/postgres'
  return await withClient(target.href, async (client) => {
    try {
      await client.query(`create database ${client.escapeIdentifier(name)}`)
      return true
    } catch (error) {
      // Another machine was faster; at the very same moment only the index of the catalog says so.
      if (['42P04', '23505'].includes(sqlState(error) ?? '')) return false
      throw error
    }
  })
}
