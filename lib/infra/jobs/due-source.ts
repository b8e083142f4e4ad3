import type { z } from 'zod'
import type { Owner } from '#lib/core/scope.ts'
import { parseInput } from '#lib/infra/http/parse-input.ts'
import type { JobDefinition } from './define-job.ts'
import type { QueuedWork } from './envelope.ts'
import type { QueueName } from './queue-names.ts'

/** Work on its way into the queue of its definition. */
export interface DueWork {
  readonly queue: QueueName
  readonly work: QueuedWork
}

/** A table whose rows fall due by themselves: escalation steps, retries of deliveries. */
export interface DueSource {
  readonly name: string
  /** What is due at this moment, at most `limit`; what is due stays due until its work is done. */
  due(limit: number): Promise<readonly DueWork[]>
  /** Milliseconds until the next row falls due, null when none waits. */
  msUntilNext(): Promise<number | null>
}

/** Asks for work whose record is a row of another table; the payload is parsed here and again when it runs. */
export function directWork<Schema extends z.ZodType>(
  definition: JobDefinition<string, Schema>,
  owner: Owner,
  payload: z.input<Schema>,
): DueWork {
  const parsed: z.output<Schema> = parseInput(definition.schema, payload)
  return {
    queue: definition.queue,
    work: {
      name: definition.name,
      id: definition.idempotencyKey(parsed),
      data: { platformId: owner.platformId, tenantId: owner.tenantId, outboxId: null, payload: parsed },
    },
  }
}
