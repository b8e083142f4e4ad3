import type { AuditEntryView, VerifyAuditOutput } from '#lib/modules/audit/schemas.ts'

/** Who acted: the name that was recorded, or what can be said without one. */
export function actorWords({
  actorKind,
  actorName,
}: Pick<AuditEntryView, 'actorKind' | 'actorName'>): string {
  if (actorName !== null) return actorName
  return actorKind === 'member' ? 'a member whose name was erased' : actorKind.replaceAll('_', ' ')
}

/** A value of an entry's details as it is printed. */
export function detailText(value: unknown): string {
  if (value === null || value === undefined) return 'none'
  return typeof value === 'string' ? value : JSON.stringify(value)
}

/** What recomputing the chains found, when all of them hold. */
export function soundSentence({ chains }: VerifyAuditOutput): string {
  const entries = chains.reduce((sum, chain) => sum + (chain.entries ?? 0), 0)
  const count = entries === 1 ? '1 entry' : `${entries} entries`
  const where = chains.length === 1 ? 'one chain' : `${chains.length} chains`
  return `${count} in ${where} recomputed from the records: nothing was changed, removed or moved.`
}

/** What is wrong with a chain, in one sentence. */
export function faultSentence({ chain, fault, detail, seq }: VerifyAuditOutput['chains'][number]): string {
  const what = detail ?? fault?.replaceAll('_', ' ') ?? 'it does not hold'
  const where = seq === null ? '' : ` at entry ${seq}`
  return `Chain ${chain}${where}: ${what}`
}
