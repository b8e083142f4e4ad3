'use client'
import { useQuery } from '@tanstack/react-query'
import type { ScopeOption } from '#lib/modules/tenancy/schemas.ts'
import { manyNamedScopesQuery } from './api/scopes-query.ts'
import { useScope, useShell } from './shell-context.tsx'

/** The known scopes, with those that rows of a page name: they are asked for when the page did not bring them along. */
export function useScopesOf(params: readonly string[] = []): readonly ScopeOption[] {
  const { scopes, more } = useShell()
  const scope = useScope()?.param ?? ''
  const known = new Set(scopes.map(({ param }) => param))
  const isAll = more.length === 0 || scope === ''
  const unknown = isAll ? [] : [...new Set(params)].filter((param) => !known.has(param))
  const { data } = useQuery(manyNamedScopesQuery(scope, unknown))
  return data === undefined ? scopes : [...scopes, ...data]
}
