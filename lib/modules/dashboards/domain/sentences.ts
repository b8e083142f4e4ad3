import type { HealthState } from './worst-state.ts'

/** One platform in the sentence under the title of the fleet page. */
export interface PlatformLine {
  readonly name: string
  readonly state: HealthState
}

const plural = (count: number, one: string, many: string): string => `${count} ${count === 1 ? one : many}`

const joined = (names: readonly string[]): string => {
  if (names.length <= 2) return names.join(' and ')
  return `${names.slice(0, 2).join(', ')} and ${plural(names.length - 2, 'other', 'others')}`
}

/** What is going on in the fleet, as one sentence that answers "is anything wrong". */
export function fleetSentence(platforms: readonly PlatformLine[], openIncidents: number): string {
  if (platforms.length === 0) return 'No platform yet. Create one and connect a source to see it here.'
  const incidents =
    openIncidents === 0
      ? 'No incident is open.'
      : `${plural(openIncidents, 'incident is', 'incidents are')} open.`
  const named = (state: HealthState): string[] =>
    platforms.filter((platform) => platform.state === state).map(({ name }) => name)
  const down = named('down')
  if (down.length > 0) return `${joined(down)} ${down.length === 1 ? 'is' : 'are'} down. ${incidents}`
  const degraded = named('degraded')
  if (degraded.length > 0)
    return `${joined(degraded)} ${degraded.length === 1 ? 'is' : 'are'} degraded. ${incidents}`
  const silent = [...named('stale'), ...named('unknown')]
  if (silent.length > 0)
    return `${joined(silent)} ${silent.length === 1 ? 'sends' : 'send'} no data. ${incidents}`
  return `Every platform is healthy. ${incidents}`
}

/** What is going on with one tenant, as one sentence. */
export function tenantSentence(services: readonly PlatformLine[], openIncidents: number): string {
  if (services.length === 0) return 'Nothing is connected yet. Create a source and send your first samples.'
  const wrong = services.filter(({ state }) => state === 'down' || state === 'degraded')
  if (wrong.length > 0) {
    const fault = wrong.length === 1 ? 'does not work as it should' : 'do not work as they should'
    return `${joined(wrong.map(({ name }) => name))} ${fault}. ${plural(openIncidents, 'incident is', 'incidents are')} open.`
  }
  const silent = services.filter(({ state }) => state === 'stale' || state === 'unknown')
  if (silent.length > 0)
    return `${joined(silent.map(({ name }) => name))} ${silent.length === 1 ? 'sends' : 'send'} no data.`
  return openIncidents === 0
    ? 'Everything you use is healthy.'
    : `Everything you use is healthy; ${plural(openIncidents, 'incident is', 'incidents are')} still open.`
}
