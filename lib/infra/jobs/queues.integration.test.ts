import { Client } from 'pg'
import { createTestDatabase } from '#testing/database.ts'
import { describeQueueContract } from './testing/run-contract.ts'

describeQueueContract('Postgres', async () => {
  const database = await createTestDatabase()
  return {
    home: { postgresUrl: database.urls.jobs },
    async cutConnections() {
      const admin = new Client({ connectionString: database.urls.admin })
      await admin.connect()
      await admin.query(
        `select pg_terminate_backend(pid) from pg_stat_activity where datname = $1 and pid <> pg_backend_pid()`,
        [database.name],
      )
      await admin.end()
    },
    close: async () => await database.drop(),
  }
})
