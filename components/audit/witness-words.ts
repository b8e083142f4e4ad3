import type { HealthState } from '#components/ui/states.ts'
import type { ListAnchorsOutput } from '#lib/modules/audit/schemas.ts'

type Witness = ListAnchorsOutput['witnesses'][number]

/** The state of a witness, by its last delivery, and what it is called. */
export function witnessState({ last }: Pick<Witness, 'last'>): { state: HealthState; words: string } {
  if (last === null) return { state: 'unknown', words: 'Nothing given yet' }
  if (last.state === 'failed') return { state: 'down', words: 'Did not arrive' }
  return last.isOutside
    ? { state: 'healthy', words: 'Has the last anchor' }
    : { state: 'degraded', words: 'Has it, but on our own disk' }
}

/** What a kind of witness is called. */
export const KIND_WORDS: Readonly<Record<string, string>> = {
  file: 'File',
  webhook: 'Webhook',
  email: 'Mailbox',
  bucket: 'Locked bucket',
}
