import type { z } from 'zod'
import { JOB_GRANTS } from '#lib/core/job-permissions.ts'
import type { Permission } from '#lib/core/permissions.ts'
import { QUEUE_NAMES, type QueueName } from './queue-names.ts'

/** How often a job may begin before it is given up, and how long it waits after a failure. */
export interface RetryPolicy {
  /** How many runs there may be in all; a run that kills its process counts. */
  readonly attempts: number
  /** Seconds after the first failure; doubled after each further one, at most five minutes. */
  readonly backoffSeconds: number
}

/** The contract of one kind of background work. */
export interface JobDefinition<Name extends string = string, Schema extends z.ZodType = z.ZodType> {
  /** `noun.verb`, unique in the installation. */
  readonly name: Name
  /** Which queue it runs in: paging never waits for anything else. */
  readonly queue: QueueName
  /** The payload: ids only, never content and never secrets. Parsed when it is enqueued and again when it runs. */
  readonly schema: Schema
  readonly retry: RetryPolicy
  /** What its verbs may ask for, from the table of `lib/core/job-permissions.ts`; they refuse it everything else. */
  readonly permissions: readonly Permission[]
  /** Seconds after which a run counts as failed. */
  readonly timeoutSeconds: number
  /** What makes two requests for this work the same one while it waits; letters, digits and dashes. */
  idempotencyKey(payload: z.output<Schema>): string
}

const NAME = /^[a-z]+(-[a-z]+)*\.[a-z]+(-[a-z]+)*$/

/**
 * Declares a job with what the table says it may do. Throws RangeError at start-up for a name, queue or policy that cannot
 * work, and for a job that the table does not have.
 */
export function defineJob<const Name extends string, Schema extends z.ZodType>(
  definition: Omit<JobDefinition<Name, Schema>, 'permissions'>,
  table: Pick<typeof JOB_GRANTS, 'get'> = JOB_GRANTS,
): JobDefinition<Name, Schema> {
  const { name, queue, retry, timeoutSeconds } = definition
  if (!NAME.test(name)) throw new RangeError(`job ${name}: a name is noun.verb in lower case`)
  if (!QUEUE_NAMES.includes(queue)) throw new RangeError(`job ${name}: there is no queue ${queue}`)
  if (retry.attempts < 1 || retry.backoffSeconds <= 0 || timeoutSeconds <= 0) {
    throw new RangeError(`job ${name}: attempts, back-off and timeout are positive`)
  }
  const grant = table.get(name)
  if (grant === undefined) throw new RangeError(`job ${name}: say in the table of jobs what it may do`)
  return { ...definition, permissions: grant.permissions }
}

/** The longest that a failed job waits for its next run. */
const LONGEST_BACKOFF_SECONDS = 300

/** Seconds to wait after the run number `attempt` (from 1) failed. */
export const backoffAfter = (retry: RetryPolicy, attempt: number): number =>
  Math.min(retry.backoffSeconds * 2 ** Math.max(0, attempt - 1), LONGEST_BACKOFF_SECONDS)

/** Seconds until a row of a kind that this version does not know is looked at again: a newer version may be on its way. */
export const UNKNOWN_KIND_SECONDS = 600
