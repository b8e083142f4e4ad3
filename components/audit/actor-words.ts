import type { Text } from '#components/language/use-text.ts'

/** Who can act; the records are older than this version may be younger than. */
const KINDS = ['member', 'api_key', 'source', 'scim', 'job', 'console'] as const

/** What kind of actor it was; one that this version does not know is shown as it is. */
export function actorKindWords(t: Text<'actors'>, kind: string): string {
  const known = KINDS.find((one) => one === kind)
  return known === undefined ? kind.replaceAll('_', ' ') : t(`kind.${known}`)
}

/** Who acted: the name that was recorded, or what can be said without one. */
export function actorWords(
  t: Text<'actors'>,
  { actorKind, actorName }: { readonly actorKind: string; readonly actorName: string | null },
): string {
  if (actorName !== null) return actorName
  return actorKind === 'member' ? t('erased') : actorKindWords(t, actorKind)
}
