import type { Config } from '#lib/infra/config/index.ts'
import type { Logger } from '#lib/infra/telemetry/logger.ts'
import { createOutgoing, parseAllowList, parseDenyList, type Outgoing } from './outgoing.ts'

/**
 * The client of a process as its settings want it. Every process makes its own here and nowhere else, so that none of them is
 * without what the operator closed.
 */
export const configuredOutgoing = (
  { OUTGOING_ALLOW, OUTGOING_DENY }: Pick<Config, 'OUTGOING_ALLOW' | 'OUTGOING_DENY'>,
  log: Logger,
): Outgoing =>
  createOutgoing({ log, allow: parseAllowList(OUTGOING_ALLOW), deny: parseDenyList(OUTGOING_DENY) })
