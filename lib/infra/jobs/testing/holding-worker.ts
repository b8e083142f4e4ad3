import { appendFileSync } from 'node:fs'
import { z } from 'zod'
import { openQueues } from '../queues.ts'

// Takes jobs and never ends them, until it is killed: arguments are the home of the queues, a file that gets the id of
// each job that began, and the timing.
const home = z.union([z.strictObject({ postgresUrl: z.string() }), z.strictObject({ redisUrl: z.string() })])
const timing = z.strictObject({ lockMs: z.number(), stalledCheckMs: z.number(), concurrency: z.number() })
const [homeText = '', file = '', timingText = ''] = process.argv.slice(2)

const queues = openQueues({
  home: home.parse(JSON.parse(homeText)),
  onError: () => undefined,
  timing: { paging: timing.parse(JSON.parse(timingText)) },
})
queues.work('paging', async ({ id }) => {
  appendFileSync(file, `${id}\n`)
  await new Promise<void>(() => undefined)
})
