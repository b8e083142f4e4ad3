import type { z } from 'zod'
import type { Owner } from '#lib/core/scope.ts'
import type { RequestContext } from '#lib/infra/context/request-context.ts'
import { parseInput } from '#lib/infra/http/parse-input.ts'
import type { JobDefinition } from './define-job.ts'

/** What a handler knows about its run beyond the payload. */
export interface JobRun {
  /** The same on every run of this work: the id of its outbox row, or its idempotency key. */
  readonly id: string
  /** Whose record it is; every id of the payload has to belong to exactly this owner. */
  readonly owner: Owner
  /** Number of this run, from 1; a run that killed its process counts. */
  readonly attempt: number
  /** Aborted when the run has used up its time. */
  readonly signal: AbortSignal
}

/** What is done for one kind of job. Both functions have to be idempotent and safe to run at the same time as themselves. */
export interface Handler<Payload> {
  /** Does the work. Throwing means: again later; throwing `not_found` means: this record is none of the owner's, refuse it. */
  run(ctx: RequestContext, payload: Payload, run: JobRun): Promise<void>
  /** Told once after the last run failed, so that nothing ends silently. */
  dead?(ctx: RequestContext, payload: Payload, reason: string): Promise<void>
}

/** A handler whose payload type is hidden behind its schema: the registry holds these. */
export interface BoundHandler<Name extends string = string> {
  readonly definition: JobDefinition<Name>
  /** Throws `invalid_input` for a payload that the schema refuses. */
  parse(payload: unknown): void
  run(ctx: RequestContext, payload: unknown, run: JobRun): Promise<void>
  dead(ctx: RequestContext, payload: unknown, reason: string): Promise<void>
}

/** Joins a job's contract with what is done for it; the payload is parsed on every run. */
export function handle<Name extends string, Schema extends z.ZodType>(
  definition: JobDefinition<Name, Schema>,
  handler: Handler<z.output<Schema>>,
): BoundHandler<Name> {
  const parse = (payload: unknown): z.output<Schema> => parseInput(definition.schema, payload)
  return {
    definition,
    parse,
    run: async (ctx, payload, run) => await handler.run(ctx, parse(payload), run),
    dead: async (ctx, payload, reason) => await handler.dead?.(ctx, parse(payload), reason),
  }
}
