import type { Owner } from '#lib/core/scope.ts'

/** Whose people see what happens at an account: the one owner of all of its bindings, else the operator. */
export function homeOf(bindings: readonly Owner[]): Owner {
  const [first, ...rest] = bindings
  const operator = { platformId: null, tenantId: null }
  if (first === undefined) return operator
  const { platformId, tenantId } = first
  const isOne = rest.every((each) => each.platformId === platformId && each.tenantId === tenantId)
  return isOne ? { platformId, tenantId } : operator
}
