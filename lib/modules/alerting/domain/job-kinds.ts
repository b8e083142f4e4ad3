/** The kinds of outbox rows that the engine writes; `workers/registry.ts` has a handler for each. */
export const ENGINE_JOBS = {
  fired: 'alert.firing',
  recovered: 'alert.resolved',
  beat: 'heartbeat.beat',
} as const
