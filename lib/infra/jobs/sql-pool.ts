import type { openPool } from '#lib/infra/db/index.ts'

/** A plain pool of connections as one login role. */
export type SqlPool = ReturnType<typeof openPool>
