'use client'
import { useQueries } from '@tanstack/react-query'
import type { ScopeOption } from '#lib/modules/tenancy/schemas.ts'
import { namedScopesQuery } from './api/scopes-query.ts'
import { useScope, useShell } from './shell-context.tsx'

/** As many as one question may name. */
const MOST = 100

/** The known scopes, with those that rows of a page name: they are asked for when the page did not bring them along. */
export function useScopesOf(params: readonly string[] = []): readonly ScopeOption[] {
  const { scopes, more } = useShell()
  const scope = useScope()?.param ?? ''
  const known = new Set(scopes.map(({ param }) => param))
  const isAll = more.length === 0 || scope === ''
  const unknown = isAll ? [] : [...new Set(params)].filter((param) => !known.has(param))
  const questions = Array.from({ length: Math.ceil(unknown.length / MOST) }, (_, n) =>
    unknown.slice(n * MOST, (n + 1) * MOST),
  )
  const answers = useQueries({ queries: questions.map((some) => namedScopesQuery(scope, some)) })
  return answers.length === 0 ? scopes : [...scopes, ...answers.flatMap(({ data }) => data?.scopes ?? [])]
}
