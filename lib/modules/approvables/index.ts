import type { Approvable } from '#lib/modules/approvals/index.ts'
import { erasureApprovable, exportApprovable } from '#lib/modules/leaving/index.ts'

/** Everything that needs a second person, one line each, sorted by action. */
export const APPROVABLES: readonly Approvable[] = [erasureApprovable, exportApprovable]
