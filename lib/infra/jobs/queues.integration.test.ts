import { cutConnections } from '#testing/cut-connections.ts'
import { createTestDatabase } from '#testing/database.ts'
import { describeQueueContract } from './testing/run-contract.ts'

describeQueueContract('Postgres', async () => {
  const database = await createTestDatabase()
  return {
    home: { postgresUrl: database.urls.jobs },
    async cutConnections() {
      await cutConnections(database.urls.admin)
    },
    close: async () => await database.drop(),
  }
})
