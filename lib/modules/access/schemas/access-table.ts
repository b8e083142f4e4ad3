import { z } from 'zod'
import { PERMISSIONS, ROLES } from '#lib/core/permissions.ts'
import { AREAS } from '../domain/permission-area.ts'

/** How far a role, or the reader, is granted a permission; null when it is refused. */
const grant = z.enum(['yes', 'own', 'step_up', 'second', 'step_up_second']).nullable()

/** One permission of the access table: who holds it, and how far whoever asks holds it here. */
const accessRow = z.object({
  permission: z.enum(PERMISSIONS),
  area: z.enum(AREAS),
  grants: z.record(z.enum(ROLES), grant),
  here: grant,
})
/** One permission of the access table. */
export type AccessRow = z.infer<typeof accessRow>

/** What works in the background: what starts it, and all that it may do. */
const jobRow = z.object({
  name: z.string(),
  startedBy: z.string(),
  permissions: z.array(z.enum(PERMISSIONS)),
})
/** What works in the background. */
export type JobRow = z.infer<typeof jobRow>

/** Output of `readAccessTable`. */
export const readAccessTableOutput = z.object({
  roles: z.array(z.enum(ROLES)),
  rows: z.array(accessRow),
  jobs: z.array(jobRow),
})
/** Output of `readAccessTable`. */
export type ReadAccessTableOutput = z.infer<typeof readAccessTableOutput>
