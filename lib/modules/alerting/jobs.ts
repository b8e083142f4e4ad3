import { z } from 'zod'
import { defineJob } from '#lib/infra/jobs/define-job.ts'
import { ENGINE_JOBS } from './domain/job-kinds.ts'

/** A sign of life went the way from sample through rule to here: pass it on to the watcher. */
export const heartbeatBeat = defineJob({
  name: ENGINE_JOBS.beat,
  queue: 'paging',
  schema: z.strictObject({
    ruleId: z.uuid(),
    /** When the rule saw it. */
    at: z.iso.datetime(),
  }),
  // A beat that comes late proves nothing: the next one is on its way.
  retry: { attempts: 2, backoffSeconds: 1 },
  timeoutSeconds: 10,
  idempotencyKey: ({ ruleId }) => `heartbeat-${ruleId}`,
})
