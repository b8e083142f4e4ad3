import type { NamedPart, ShutTime, TenantPart } from './engine-repository.ts'
import type { TenantDirectory } from './ports.ts'

/** The tenants and platforms in memory, as they were when they were last read. */
export class Directory implements TenantDirectory {
  #version = 0
  #fingerprint = ''
  #names = new Map<string, string>()
  #tenants = new Map<string, string>()
  #shut = new Map<string, readonly ShutTime[]>()
  #ids: ReadonlySet<string> = new Set()

  /** Counts up when something changed. */
  get version(): number {
    return this.#version
  }

  /** Takes over what was read, and returns the tenants that were there before and are no more. */
  set(
    platforms: readonly NamedPart[],
    tenants: readonly TenantPart[],
    shut: readonly ShutTime[] = [],
  ): ReadonlySet<string> {
    this.#shut = Map.groupBy(shut, ({ tenantId }) => tenantId)
    const before = this.#ids
    this.#ids = new Set(tenants.map(({ id }) => id))
    const gone = new Set([...before].filter((id) => !this.#ids.has(id)))
    const fingerprint = JSON.stringify([platforms, tenants])
    if (fingerprint === this.#fingerprint) return gone
    this.#fingerprint = fingerprint
    this.#names = new Map([...platforms, ...tenants].map(({ id, name }) => [id, name]))
    // By name first: a tenant that calls itself by another one's id does not become that one.
    const byName = tenants.map(({ id, name, platformId }): [string, string] => [`${platformId}/${name}`, id])
    const byId = tenants.map(({ id, platformId }): [string, string] => [`${platformId}/${id}`, id])
    this.#tenants = new Map([...byName, ...byId])
    this.#version++
    return gone
  }

  /** The id of a platform's tenant by its name or id. */
  resolve(platformId: string, named: string): string | undefined {
    return this.#tenants.get(`${platformId}/${named}`)
  }

  /** Whether a tenant was suspended at that time. */
  isShut(tenantId: string, atMs: number): boolean {
    const times = this.#shut.get(tenantId) ?? []
    return times.some(({ fromMs, untilMs }) => fromMs <= atMs && (untilMs === null || atMs < untilMs))
  }

  /** The platform's name, or its id when it is not known. */
  platformName(platformId: string): string {
    return this.#names.get(platformId) ?? platformId
  }

  /** The tenant's name, or its id when it is not known. */
  tenantName(tenantId: string): string {
    return this.#names.get(tenantId) ?? tenantId
  }
}
