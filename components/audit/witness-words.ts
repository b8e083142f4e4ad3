import type { Text } from '#components/language/use-text.ts'
import type { HealthState } from '#components/ui/states.ts'
import type { ListAnchorsOutput } from '#lib/modules/audit/schemas.ts'

type Witness = ListAnchorsOutput['witnesses'][number]

/** The state of a witness, by its last delivery, and what it is called. */
export function witnessState(
  t: Text<'audit'>,
  { kind, last }: Pick<Witness, 'kind' | 'last'>,
): { state: HealthState; words: string } {
  if (last === null) return { state: 'unknown', words: t('witness.nothing') }
  if (last.state === 'failed') return { state: 'down', words: t('witness.failed') }
  return last.isOutside
    ? { state: 'healthy', words: t('witness.has') }
    : { state: 'degraded', words: t(kind === 'file' ? 'witness.hasOnOwnDisk' : 'witness.hasInside') }
}

/** Why those who have the last heads do not count as outside, a sentence each: the machine or the disk of the installation. */
export const whyNoneCounts = (
  t: Text<'audit'>,
  witnesses: readonly Pick<Witness, 'kind' | 'target' | 'last'>[],
): readonly string[] =>
  witnesses.flatMap(({ kind, target, last }) =>
    last?.state !== 'delivered' || last.isOutside
      ? []
      : [
          t('witness.doesNotCount', {
            witness: `${witnessKind(t, kind)} ${target}`,
            answer: last.answer?.replace(/\.$/, '') ?? t('none'),
          }),
        ],
  )

const KINDS = ['file', 'webhook', 'email', 'bucket'] as const

/** What a kind of witness is called; one that this version does not know is shown as it is. */
export function witnessKind(t: Text<'audit'>, kind: string): string {
  const known = KINDS.find((one) => one === kind)
  return known === undefined ? kind : t(`witness.kind.${known}`)
}
