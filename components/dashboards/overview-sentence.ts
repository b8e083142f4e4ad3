import type { Text } from '#components/language/use-text.ts'
import type { HealthState } from '#components/ui/states.ts'
import type { FleetOverview, TenantHome } from '#lib/modules/dashboards/schemas.ts'

/** Something with a name and a state: a platform, a service. */
interface Line {
  readonly name: string
  readonly state: HealthState
}

/** `Merbau`, `Merbau and Meranti`, `Merbau, Meranti and 3 others`. */
function joined(t: Text<'dashboards'>, names: readonly string[]): string {
  const [one = '', two, ...others] = names
  if (two === undefined) return one
  return others.length === 0
    ? t('names.two', { one, two })
    : t('names.more', { one, two, count: others.length })
}

const namesIn = (lines: readonly Line[], ...states: readonly HealthState[]): readonly string[] =>
  states.flatMap((state) => lines.filter((line) => line.state === state).map(({ name }) => name))

/** What is going on in the fleet, one sentence that answers "is anything wrong", and one about incidents. */
export function fleetSentence(
  t: Text<'dashboards'>,
  {
    platforms,
  }: { readonly platforms: readonly (Line & Pick<FleetOverview['platforms'][number], 'openIncidents'>)[] },
): string {
  if (platforms.length === 0) return t('sentence.noPlatform')
  const incidents = t('sentence.incidents', {
    count: platforms.reduce((sum, { openIncidents }) => sum + openIncidents, 0),
  })
  const about = (key: 'down' | 'degraded' | 'silent', names: readonly string[]): string =>
    t(`sentence.${key}`, { names: joined(t, names), count: names.length, incidents })
  const down = namesIn(platforms, 'down')
  if (down.length > 0) return about('down', down)
  const degraded = namesIn(platforms, 'degraded')
  if (degraded.length > 0) return about('degraded', degraded)
  const silent = namesIn(platforms, 'stale', 'unknown')
  return silent.length > 0 ? about('silent', silent) : t('sentence.healthy', { incidents })
}

/** What is going on with one tenant, as one sentence. */
export function tenantSentence(
  t: Text<'dashboards'>,
  {
    services,
    incidents,
  }: { readonly services: readonly Line[]; readonly incidents: TenantHome['incidents'] },
): string {
  const wrong = services
    .filter(({ state }) => state === 'down' || state === 'degraded')
    .map(({ name }) => name)
  if (wrong.length > 0) {
    return t('sentence.tenantWrong', {
      names: joined(t, wrong),
      count: wrong.length,
      open: incidents.length,
    })
  }
  const silent = services
    .filter(({ state }) => state === 'stale' || state === 'unknown')
    .map(({ name }) => name)
  return silent.length === 0
    ? t('sentence.tenantHealthy', { count: incidents.length })
    : t('sentence.tenantSilent', { names: joined(t, silent), count: silent.length })
}
