/** Under which the secret of heartbeats is derived from BAILIWICK_SECRET: jobs sign with it, the watcher verifies. */
export const HEARTBEAT_LABEL = 'bailiwick/watcher'

/**
 * Under which the secret of the watcher's own notices is derived. Another one, because whoever receives notices knows
 * it and must not be able to forge heartbeats.
 */
export const NOTICE_LABEL = 'bailiwick/watcher-notice'

/** Path on which the watcher takes heartbeats. */
export const HEARTBEAT_PATH = '/heartbeat'

/** What a heartbeat says: when the rule fired that caused it, as an ISO 8601 time in UTC. */
export interface Heartbeat {
  readonly type: 'heartbeat.beat'
  readonly firedAt: string
}
