import type { Text } from '#components/language/use-text.ts'
import type { VerifyAuditOutput } from '#lib/modules/audit/schemas.ts'

/** A value of an entry's details as it is printed. */
export function detailText(t: Text<'audit'>, value: unknown): string {
  if (value === null || value === undefined) return t('none')
  return typeof value === 'string' ? value : JSON.stringify(value)
}

/** What recomputing the chains found, when all of them hold. */
export function soundSentence(t: Text<'audit'>, { chains }: VerifyAuditOutput): string {
  const entries = chains.reduce((sum, chain) => sum + (chain.entries ?? 0), 0)
  return t('verify.sound', { entries, chains: chains.length })
}

/** What is wrong with a chain, in one sentence. The fault itself is told in the words of the server. */
export function faultSentence(
  t: Text<'audit'>,
  { chain, fault, detail, seq }: VerifyAuditOutput['chains'][number],
): string {
  const what = detail ?? fault?.replaceAll('_', ' ') ?? t('verify.doesNotHold')
  return seq === null ? t('verify.fault', { chain, what }) : t('verify.faultAt', { chain, seq, what })
}
