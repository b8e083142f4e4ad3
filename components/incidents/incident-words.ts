import type { HealthState } from '#components/ui/states.ts'
import type { IncidentDetail, IncidentView } from '#lib/modules/incidents/schemas.ts'

/** The word and the mark of the state of an incident. */
export const INCIDENT_STATES: Record<
  IncidentView['state'],
  { readonly word: string; readonly mark: HealthState }
> = {
  open: { word: 'Open', mark: 'down' },
  acknowledged: { word: 'Acknowledged', mark: 'degraded' },
  resolved: { word: 'Resolved', mark: 'healthy' },
}

/** Whose an incident is: the platform, and the tenant where it is one's own. */
export const incidentOwner = ({ platformName, tenantName }: IncidentView): string =>
  tenantName === null ? platformName : `${platformName}, ${tenantName}`

const DELIVERY_STATES: Readonly<Record<string, { readonly word: string; readonly mark: HealthState }>> = {
  pending: { word: 'Waiting', mark: 'learning' },
  sending: { word: 'Being sent', mark: 'learning' },
  sent: { word: 'Accepted', mark: 'healthy' },
  failed: { word: 'Failed, tried again', mark: 'degraded' },
  unknown: { word: 'Outcome not known', mark: 'unknown' },
  dead: { word: 'Given up', mark: 'down' },
  cancelled: { word: 'Not needed any more', mark: 'maintenance' },
}

/** The word and the mark of a delivery's state. */
export const deliveryState = (state: string): { readonly word: string; readonly mark: HealthState } =>
  DELIVERY_STATES[state] ?? { word: state, mark: 'unknown' }

const CHANNELS: Readonly<Record<string, string>> = { in_app: 'Portal', email: 'E-mail', webhook: 'Webhook' }

/** The name of a channel. */
export const channelWord = (channel: string): string => CHANNELS[channel] ?? channel

/** Why something was delivered; pages name their step, which counts from 0. */
export function purposeWord({
  purpose,
  step,
}: Pick<IncidentDetail['deliveries'][number], 'purpose' | 'step'>): string {
  switch (purpose) {
    case 'page':
      return `Page, step ${step + 1}`
    case 'acknowledged':
      return 'Notice: acknowledged'
    case 'resolved':
      return 'Notice: resolved'
    default:
      return purpose
  }
}

/** Verdicts after which something did not happen. */
const STOPS = ['not_paged', 'not_opened', 'nobody_to_page', 'suppressed', 'skipped', 'dead']

/** Whether a decision let things go on. */
export const isStop = (verdict: string): boolean => STOPS.includes(verdict)

/** A stage or verdict as people read it: `nobody_to_page` becomes `Nobody to page`. */
export const plainWord = (name: string): string =>
  name.charAt(0).toUpperCase() + name.slice(1).replaceAll('_', ' ')
