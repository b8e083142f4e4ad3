import type { Approvable } from '#lib/modules/approvals/index.ts'

/** Everything that needs a second person, one line each, sorted by action. */
export const APPROVABLES: readonly Approvable[] = []
