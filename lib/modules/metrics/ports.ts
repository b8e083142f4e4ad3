import type { SuspensionNotice } from '#lib/core/errors.ts'
import type { Permission } from '#lib/core/permissions.ts'
import type { Scope } from '#lib/core/scope.ts'
import type { SeriesOwner } from './domain/head/series.ts'

/** A machine that sends. */
export interface SourceCaller {
  readonly kind: 'source'
  readonly sourceId: string
  readonly name?: string
  readonly platformId: string
  /** Null for a source of a platform. */
  readonly tenantId: string | null
  /** For a source of a platform: the label whose value names the tenant; null when all belongs to the platform. */
  readonly tenantLabel: string | null
  /** Name of the plan, see `PLANS`. */
  readonly plan: string
  /** Set while its tenant is suspended: it is told so, and nothing of it is taken. */
  readonly suspension?: SuspensionNotice | undefined
}

/** Somebody who asks: an API key, or the web process on behalf of a member. */
export interface ReaderCaller {
  readonly kind: 'reader'
  /** The key; absent for the web process. */
  readonly key?: { readonly id: string; readonly name: string }
  readonly scope: Scope
  readonly permissions: readonly Permission[]
  /** Set for a key of a suspended tenant. */
  readonly suspension?: SuspensionNotice | undefined
}

/** How a credential is looked at. */
export interface AuthenticateOptions {
  /** True to know only what was used from the network of this address before: that network guesses. */
  readonly isKnownThere?: boolean
}

/** Says who a bearer credential belongs to; null when it is unknown, ended or forged. Rejects when that cannot be known now. */
export type Authenticate = (
  credential: string,
  /** Address that shows it, noted beside it. */
  address?: string,
  options?: AuthenticateOptions,
) => Promise<SourceCaller | ReaderCaller | null>

/** What the engine needs to know about tenants without asking the database for each sample. */
export interface TenantDirectory {
  /** Changes whenever an answer of `resolve` may have changed. */
  readonly version: number
  /** The id of a platform's tenant by its name or id; undefined when there is none. */
  resolve(platformId: string, named: string): string | undefined
  /** Whether a tenant was suspended at that time. */
  isShut(tenantId: string, atMs: number): boolean
  /** The name of a platform as operators see it in the label `platform`; its id when the name is not known. */
  platformName(platformId: string): string
  /** The name of a tenant as it is seen in the label `tenant`; its id when the name is not known. */
  tenantName(tenantId: string): string
}

/** Evaluates alert rules. Both calls return at once: the work is done later, never inside them. */
export interface RuleEvaluator {
  /** Samples of these metrics have just become visible; the rules that read them may be evaluated early. */
  onSamples(metricNames: ReadonlySet<string>, owner: SeriesOwner): void
  /** This engine leads (and rules run here) or does not lead any more. `epoch` is the fencing number. */
  onLeadership(isLeader: boolean, epoch: number): void
}

/** Told about the first sample of each value of the label `job`: it is a service. Called again after a restart. */
export type OnNewJob = (owner: SeriesOwner, job: string) => void

/** An address that is scraped. */
export interface ScrapeTarget {
  readonly id: string
  readonly url: string
  readonly job: string
  /** Value of the label `instance`. */
  readonly instance: string
  readonly intervalMs: number
  readonly timeoutMs: number
  readonly platformId: string
  readonly tenantId: string | null
  /** Labels that all samples of this target get. */
  readonly labels: Readonly<Record<string, string>>
  /** True for our own processes on the loopback address; every other URL was typed by somebody. */
  readonly isSelf: boolean
}

/** What came back from a target. */
export interface FetchedTarget {
  readonly status: number
  readonly contentType: string
  readonly body: Uint8Array
}

/** Fetches a target within its timeout and `REQUEST_LIMITS.scrapeBytes`. Rejects with a reason for people. */
export type FetchTarget = (target: ScrapeTarget, signal: AbortSignal) => Promise<FetchedTarget>
