import { setTimeout as sleep } from 'node:timers/promises'
import type { Clock } from '#lib/core/clock.ts'
import type { Logger } from '#lib/infra/telemetry/logger.ts'
import type { ServiceSignal, WatchedService } from './domain/service-signals.ts'
import { insertSignals, listServices, type EnginePool } from './engine-repository.ts'

/** What the watch needs of the engine. */
export interface ServiceWatchParts {
  readonly pool: EnginePool
  readonly clock: Clock
  readonly log: Logger
  /** True while this engine leads: what a standby has read may be old. */
  readonly isLeading: () => boolean
  /** What is noticed about each of these services at a time. */
  readonly signals: (services: readonly WatchedService[], nowMs: number) => ReadonlyMap<string, ServiceSignal>
}

const EVERY_MS = 2000

/**
 * Notices when the samples of a service begin, stop, or say that its target is down, and writes each change as an outbox
 * row; the jobs process takes it into the state of the service. Ends when `signal` is aborted.
 */
export async function watchServices(parts: ServiceWatchParts, signal: AbortSignal): Promise<void> {
  /** What was written last, so that a change is written once; the rows themselves are the truth after a restart. */
  const written = new Map<string, ServiceSignal>()
  const look = async (): Promise<void> => {
    if (!parts.isLeading()) return
    const services = await listServices(parts.pool)
    const seen = parts.signals(services, parts.clock.now().getTime())
    const changed = services.flatMap((service) => {
      const now = seen.get(service.id) ?? 'never'
      return now === (written.get(service.id) ?? service.signal) ? [] : [{ service, signal: now }]
    })
    if (changed.length === 0) return
    await insertSignals(parts.pool, changed)
    for (const { service, signal: now } of changed) written.set(service.id, now)
  }
  while (!signal.aborted) {
    await look().catch((error: unknown) => {
      parts.log.warn(
        { err: error },
        'changes of services could not be written; they will be at the next look',
      )
    })
    await sleep(EVERY_MS, undefined, { signal }).catch(() => undefined)
  }
}
