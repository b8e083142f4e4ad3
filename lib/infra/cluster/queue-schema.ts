import { runMigrations } from 'bullmq'
import { SETUP_LOCK } from './roles.ts'
import { withClient } from './with-client.ts'

/** The schema of BullMQ's tables. */
const QUEUE_SCHEMA = 'bullmq'

/**
 * Creates or upgrades BullMQ's schema as `owner` and gives `jobs` exactly what a worker needs. Idempotent. Not left to
 * the workers, who would then have to be allowed to create and alter tables.
 */
export async function migrateQueueSchema(ownerUrl: string): Promise<void> {
  await withClient(ownerUrl, async (client) => {
    await client.query('select pg_advisory_lock($1)', [SETUP_LOCK]) // machines that start together
    // Default privileges, before anything is made: BullMQ's next version brings its tables with the rights on them. Not
    // "grant on all sequences", which fails as soon as `jobs` has made one.
    await client.query(`
      create schema if not exists ${QUEUE_SCHEMA};
      -- CREATE: BullMQ makes one sequence per queue when a queue is first used.
      grant usage, create on schema ${QUEUE_SCHEMA} to jobs;
      alter default privileges in schema ${QUEUE_SCHEMA} grant select, insert, update, delete on tables to jobs;
      alter default privileges in schema ${QUEUE_SCHEMA} grant usage, select, update on sequences to jobs;
      alter default privileges in schema ${QUEUE_SCHEMA} grant execute on functions to jobs`)
    await runMigrations(client, QUEUE_SCHEMA) // takes an advisory lock of its own
  })
}
