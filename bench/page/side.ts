import type { RemoteWrite, Target } from './trouble.ts'

/** A notice that a receiver of webhooks is waiting for. */
export type Told = 'page' | 'recovery'

/** A system that watches targets, takes samples, and tells one person by a webhook. */
export interface Side {
  readonly targets: readonly Target[]
  readonly remoteWrite: RemoteWrite
  /** Resolves with the moment, in ms since 1970, at which the first such notice since `since` had arrived. */
  told(what: Told, about: string, since: number): Promise<number>
  close(): Promise<void>
}

/** Seconds between two scrapes and between two evaluations of rules, on both sides. */
export const INTERVAL_SECONDS = 1

/** Longest wait for a notice: many times the slowest that is expected. */
export const PATIENCE_MS = 60_000
