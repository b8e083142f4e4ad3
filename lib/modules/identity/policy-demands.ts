import { toScopeAbove } from '#lib/infra/auth/sign-in-policy.ts'
import type { Demand } from './domain/floor.ts'
import type { findPolicy } from './repository.ts'

/** A policy as it is stored. */
export type StoredPolicy = Omit<NonNullable<Awaited<ReturnType<typeof findPolicy>>>, 'id'>

/** The two demands of a policy as it is stored; none where there is no policy. */
export const demandsOf = (
  row: StoredPolicy | null,
): { readonly factor: Demand; readonly signOn: Demand } => ({
  factor: { own: row?.requireFactor ?? false, from: toScopeAbove(row?.factorFrom ?? null) },
  signOn: { own: row?.signOnOnly ?? false, from: toScopeAbove(row?.signOnFrom ?? null) },
})
