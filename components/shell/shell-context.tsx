'use client'
import { useSearchParams } from 'next/navigation'
import { createContext, use, useCallback, useMemo, type ReactNode } from 'react'
import { LinkProvider } from '#components/ui/app-link.tsx'
import type { DensityChoice, ThemeChoice } from '#components/ui/preferences.ts'
import { useKnownScopes, type BroughtScopes } from './known-scopes.ts'
import { mayDo, mayOpen, type OpenPages } from './open-pages.ts'
import { currentScope, hrefCarrying, hrefWithScope } from './scopes.ts'
import { carriedParams } from './page-params.ts'
import type { ViewAsView } from '#lib/modules/access/schemas.ts'
import type { ScopeOption } from '#lib/modules/tenancy/schemas.ts'

/** Who is signed in, as the shell shows it. */
export interface ShellMember {
  readonly name: string
  readonly email: string
}

/** What the signed-in part of the pages knows from the server. */
export interface ShellFacts extends BroughtScopes {
  readonly member: ShellMember
  /** Which pages each role of the member opens, in its scope and below. */
  readonly opens: readonly OpenPages[]
  readonly theme: ThemeChoice
  readonly density: DensityChoice
  /** The view as a tenant that was open when the server made the page. */
  readonly viewAs: ViewAsView | null
}

const Context = createContext<ShellFacts | null>(null)

/** Gives the shell its facts, and every link below the scope in view. */
export function ShellProvider({ facts, children }: { facts: ShellFacts; children: ReactNode }) {
  const params = useSearchParams()
  const scopes = useKnownScopes(facts)
  const known = useMemo(() => ({ ...facts, scopes }), [facts, scopes])
  const scope = currentScope(scopes, params.get('scope'))?.param ?? null
  const complete = useCallback(
    (href: string) => {
      const scoped = /[?&]scope=/.test(href) ? href : hrefWithScope(href, scope)
      return hrefCarrying(scoped, params, carriedParams(href.split(/[?#]/)[0] ?? ''))
    },
    [scope, params],
  )
  return (
    <Context value={known}>
      <LinkProvider value={complete}>{children}</LinkProvider>
    </Context>
  )
}

/** The facts of the shell. */
export function useShell(): ShellFacts {
  const facts = use(Context)
  if (facts === null) throw new Error('no ShellProvider above this component')
  return facts
}

/** The scope in view; null for a member without any. */
export function useScope(): ScopeOption | null {
  const { scopes } = useShell()
  const param = useSearchParams().get('scope')
  return useMemo(() => currentScope(scopes, param), [scopes, param])
}

/** Says which pages the member may open in the scope in view. */
export function useMayOpen(): (href: string) => boolean {
  const { opens } = useShell()
  const scope = useScope()
  return useCallback((href: string) => mayOpen(opens, scope, href), [opens, scope])
}

/** Says which actions of pages the member may do in the scope in view. */
export function useMayDo(): (title: string) => boolean {
  const { opens } = useShell()
  const scope = useScope()
  return useCallback((title: string) => mayDo(opens, scope, title), [opens, scope])
}
