'use client'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useSearchParams } from 'next/navigation'
import { useMemo } from 'react'
import type { ScopeOption } from '#lib/modules/tenancy/schemas.ts'
import { namedScopesQuery } from './api/scopes-query.ts'
import { namelessScope } from './scopes.ts'

/** What a page brings along of the scopes of the member. */
export interface BroughtScopes {
  /** Widest first. */
  readonly scopes: readonly ScopeOption[]
  /** The widest ones below which there are more than were brought; empty when that is all. */
  readonly more: readonly string[]
}

const NONE: readonly ScopeOption[] = []

/**
 * The scopes that were brought along, and the one of the address when it is not among them: it is asked for, and has no name
 * until it came. One that the member does not reach is left out.
 */
export function useKnownScopes({ scopes, more }: BroughtScopes): readonly ScopeOption[] {
  const param = useSearchParams().get('scope') ?? ''
  const nameless = useMemo(
    () => (scopes.some((option) => option.param === param) ? null : namelessScope(more, param)),
    [scopes, more, param],
  )
  const { data, isError } = useQuery({ ...namedScopesQuery(param, [param]), enabled: nameless !== null })
  return useMemo(() => {
    if (nameless === null) return scopes
    return [...scopes, ...(data?.scopes ?? (isError ? NONE : [nameless]))]
  }, [scopes, nameless, data, isError])
}

/** Lets a scope be known before a page shows it. */
export function useKnowScope(): (option: ScopeOption) => void {
  const client = useQueryClient()
  return (option) => {
    const { queryKey } = namedScopesQuery(option.param, [option.param])
    client.setQueryData(queryKey, { scopes: [option], next: null })
  }
}
