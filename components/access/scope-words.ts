import type { Text } from '#components/language/use-text.ts'
import type { ScopeOption } from '#lib/modules/tenancy/schemas.ts'

/** A scope in words, e.g. `SaaS IDP, Merbau`; one that is not among the options by its level alone. */
export function scopeWords(t: Text<'shell'>, options: readonly ScopeOption[], param: string): string {
  const option = options.find((each) => each.param === param)
  if (option === undefined) {
    if (param === 'operator') return t('scopes.operator')
    return t(param.startsWith('platform:') ? 'scopes.otherPlatform' : 'scopes.otherTenant')
  }
  if (option.kind === 'operator') return t('scopes.operator')
  return option.kind === 'tenant' && option.platformName !== null
    ? `${option.platformName}, ${option.name}`
    : option.name
}

/**
 * Whether what belongs to the scope `param` can be changed from the scope `current`: from its own, and the operator's
 * reaches all. A platform reaches its own and those of its tenants, which are all that it is shown besides the operator's.
 */
export function isWithin(current: string, param: string): boolean {
  if (current === 'operator' || current === param) return true
  return current.startsWith('platform:') && param.startsWith('tenant:')
}
