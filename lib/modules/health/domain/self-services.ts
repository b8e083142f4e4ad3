/** A part of Bailiwick itself, which is watched as a service of the platform that it runs. */
export interface SelfService {
  /** The `job` label of its series, and the name of its service. */
  readonly job: string
  /** The process that answers for it. */
  readonly process: 'web' | 'engine' | 'jobs' | 'watcher'
  /** Path of its metrics page. */
  readonly path: string
  /** What it cannot work without. */
  readonly dependsOn: readonly string[]
}

/** The name of the platform that Bailiwick itself is. */
export const SELF_PLATFORM = 'Bailiwick'

/** Every part of Bailiwick. Postgres and the host have no process of ours: the jobs process asks them. */
export const SELF_SERVICES: readonly SelfService[] = [
  { job: 'web', process: 'web', path: '/metrics', dependsOn: ['postgres', 'engine'] },
  { job: 'engine', process: 'engine', path: '/metrics', dependsOn: ['postgres'] },
  { job: 'jobs', process: 'jobs', path: '/metrics', dependsOn: ['postgres'] },
  { job: 'watcher', process: 'watcher', path: '/metrics', dependsOn: ['host'] },
  { job: 'postgres', process: 'jobs', path: '/metrics/postgres', dependsOn: ['host'] },
  { job: 'host', process: 'jobs', path: '/metrics/host', dependsOn: [] },
]

/** Where our processes listen, e.g. `http://127.0.0.1:9190`. */
export type SelfOrigins = Readonly<Record<SelfService['process'], string>>

/** One address of ours that the engine scrapes. */
export interface SelfTarget {
  readonly job: string
  readonly url: string
  readonly instance: string
}

/** The addresses of all parts. */
export const selfTargets = (origins: SelfOrigins): SelfTarget[] =>
  SELF_SERVICES.map(({ job, process, path }) => ({
    job,
    url: `${origins[process]}${path}`,
    instance: new URL(origins[process]).host,
  }))
