// What verbs need: contracts, and the outbox row that asks for work. The machinery that runs it (queues.ts, runner.ts,
// dispatcher.ts …) is imported by its file in workers/, so that the web process does not load a queue.
export { defineJob } from './define-job.ts'
export { directWork, type DueSource } from './due-source.ts'
export { writeOutbox } from './outbox-rows.ts'
export type { SqlPool } from './sql-pool.ts'
