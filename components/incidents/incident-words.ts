import type { Text } from '#components/language/use-text.ts'
import type { HealthState } from '#components/ui/states.ts'
import type { IncidentDetail, IncidentView } from '#lib/modules/incidents/schemas.ts'

/** The mark of the state of an incident; its word is the text `state.<state>`. */
export const INCIDENT_MARKS: Readonly<Record<IncidentView['state'], HealthState>> = {
  open: 'down',
  acknowledged: 'degraded',
  resolved: 'healthy',
}

/** Whose an incident is: the platform, and the tenant where it is one's own. */
export const incidentOwner = ({ platformName, tenantName }: IncidentView): string =>
  tenantName === null ? platformName : `${platformName}, ${tenantName}`

/** One of these names; undefined for what is newer than the page, which keeps the words of the server. */
const knownOf = <Name extends string>(names: readonly Name[], name: string): Name | undefined =>
  names.find((one) => one === name)

/** A word and its mark. */
interface Marked {
  readonly word: string
  readonly mark: HealthState
}

const DELIVERY_STATES = ['pending', 'sending', 'sent', 'failed', 'unknown', 'dead', 'cancelled'] as const
const DELIVERY_MARKS: Readonly<Record<(typeof DELIVERY_STATES)[number], HealthState>> = {
  pending: 'learning',
  sending: 'learning',
  sent: 'healthy',
  failed: 'degraded',
  unknown: 'unknown',
  dead: 'down',
  cancelled: 'maintenance',
}

/** The word and the mark of a delivery's state. */
export function deliveryState(t: Text<'incidents'>, state: string): Marked {
  const known = knownOf(DELIVERY_STATES, state)
  return known === undefined
    ? { word: state, mark: 'unknown' }
    : { word: t(`delivery.${known}`), mark: DELIVERY_MARKS[known] }
}

const ALERT_STATES = ['pending', 'firing', 'resolved', 'no_data', 'error'] as const

/** The word of an alert's state. */
export function alertWord(t: Text<'incidents'>, state: string): string {
  const known = knownOf(ALERT_STATES, state)
  return known === undefined ? plainWord(state) : t(`alerts.state.${known}`)
}

const CHANNELS = ['in_app', 'email', 'webhook'] as const

/** The name of a channel. */
export function channelWord(t: Text<'incidents'>, channel: string): string {
  const known = knownOf(CHANNELS, channel)
  return known === undefined ? channel : t(`channel.${known}`)
}

/** Why something was delivered; pages name their step, which counts from 0. */
export function purposeWord(
  t: Text<'incidents'>,
  { purpose, step }: Pick<IncidentDetail['deliveries'][number], 'purpose' | 'step'>,
): string {
  switch (purpose) {
    case 'page':
      return t('purpose.page', { step: step + 1 })
    case 'acknowledged':
    case 'resolved':
      return t(`purpose.${purpose}`)
    default:
      return purpose
  }
}

/** Verdicts after which something did not happen. */
const STOPS = ['not_paged', 'not_opened', 'nobody_to_page', 'suppressed', 'skipped', 'dead']

/** Whether a decision let things go on. */
export const isStop = (verdict: string): boolean => STOPS.includes(verdict)

const STAGES = ['rule', 'incident', 'group', 'escalation', 'step', 'delivery'] as const

/** What a decision was about. */
export function stageWord(t: Text<'incidents'>, stage: string): string {
  const known = knownOf(STAGES, stage)
  return known === undefined ? plainWord(stage) : t(`stage.${known}`)
}

const VERDICTS = [
  'fired',
  'recovered',
  'data_lost',
  'data_back',
  'data_gone',
  'broken',
  'mended',
  'switched_off',
  'opened',
  'not_opened',
  'resolved',
  'joined',
  'scheduled',
  'nobody_to_page',
  'stopped',
  'paged',
  'not_paged',
  'next_channel',
  'other_page',
  'escalated_early',
  'nobody_reached',
  'given_up',
] as const

/** What was decided, in small letters. */
export function verdictWord(t: Text<'incidents'>, verdict: string): string {
  const known = knownOf(VERDICTS, verdict)
  return known === undefined ? plainWord(verdict).toLowerCase() : t(`verdict.${known}`)
}

/** A name of the server as people read it: `nobody_to_page` becomes `Nobody to page`. */
const plainWord = (name: string): string => name.charAt(0).toUpperCase() + name.slice(1).replaceAll('_', ' ')
