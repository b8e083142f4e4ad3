import { cookies, headers } from 'next/headers'
import type { ReactNode } from 'react'
import { PageText } from '#app/page-text.tsx'
import { NoRolePage } from '#components/access/no-role-page.tsx'
import { PortalShell } from '#components/dashboards/portal-shell.tsx'
import type { BroughtScopes } from '#components/shell/known-scopes.ts'
import { NAVIGATION } from '#components/shell/navigation.ts'
import type { OpenPages } from '#components/shell/open-pages.ts'
import { actionsOfRole, pagesOfRole } from '#components/shell/pages-of-role.ts'
import { DENSITY_COOKIE, densityOf, THEME_COOKIE, themeOf } from '#components/ui/preferences.ts'
import { DomainError, SuspendedError } from '#lib/core/errors.ts'
import { contains, formatScopeParam, type Scope } from '#lib/core/scope.ts'
import { pageContext, type PageContext } from '#lib/infra/context/page-context.ts'
import { withRequestId } from '#lib/infra/context/page-request.ts'
import { readViewAs } from '#lib/modules/access/index.ts'
import type { ViewAsView } from '#lib/modules/access/schemas.ts'
import { listScopes } from '#lib/modules/tenancy/index.ts'
import type { ListScopesOutput, ScopeOption } from '#lib/modules/tenancy/schemas.ts'
import { openPage } from './open-page.ts'

/** The frame of every signed-in page: who is there, and which scopes there are to choose from. */
export default withRequestId(async function PortalLayout({ children }: { children: ReactNode }) {
  if (await holdsNoRole()) {
    return (
      <PageText areas={['shell']}>
        <NoRolePage />
      </PageText>
    )
  }
  const { ctx } = await openPage()
  const { actor } = ctx
  const member =
    actor.kind === 'member' ? { name: actor.name, email: actor.email } : { name: actor.kind, email: '' }
  const jar = await cookies()
  const theme = themeOf(jar.get(THEME_COOKIE)?.value)
  const density = densityOf(jar.get(DENSITY_COOKIE)?.value)
  const { viewAs } = ctx.isLookingAsTenant ? await readViewAs(ctx) : { viewAs: null }
  const brought = await scopesOf(ctx)
  return (
    <PageText areas={['shell']}>
      <PortalShell facts={{ member, ...brought, opens: opensOf(ctx, viewAs), theme, density, viewAs }}>
        {children}
      </PortalShell>
    </PageText>
  )
})

/** True for a member who is signed in while every role of theirs was taken: there is no scope to show. */
async function holdsNoRole(): Promise<boolean> {
  try {
    await pageContext()
    return false
  } catch (error) {
    if (error instanceof DomainError && error.code === 'not_found') return true
    if (error instanceof SuspendedError) return false // the page that says so is next
    throw error
  }
}

/** The most scopes below each of the widest that a page brings along; the switcher asks for the others. */
const BROUGHT = 100

/** The scopes that the bindings of the member reach, widest first, each once, and the one of the address among them. */
async function scopesOf({ identity, scope }: PageContext): Promise<BroughtScopes> {
  const held = identity.kind === 'member' ? identity.bindings.map((binding) => binding.scope) : [scope]
  const options = new Map<string, ScopeOption>()
  const more: string[] = []
  for (const wide of widest(held)) {
    const { scopes, next } = await optionsIn(wide)
    for (const option of scopes) options.set(option.param, option)
    if (next !== null) more.push(formatScopeParam(wide))
  }
  const here = new URLSearchParams((await headers()).get('x-path')?.split('?')[1]).get('scope')
  if (more.length > 0 && here !== null && !options.has(here))
    for (const option of await optionOf(here)) options.set(option.param, option)
  return { scopes: [...options.values()], more }
}

/** The scopes at and below one; a suspended tenant stays among them, and its page says why it is closed. */
async function optionsIn(wide: Scope): Promise<ListScopesOutput> {
  const param = formatScopeParam(wide)
  try {
    const ctx = await pageContext(param)
    return ctx === null ? { scopes: [], next: null } : await listScopes(ctx, { limit: BROUGHT })
  } catch (error) {
    if (!(error instanceof SuspendedError)) throw error
    const { tenantName, platformName } = error.notice
    const platformId = wide.kind === 'tenant' ? wide.platformId : null
    return { scopes: [{ param, kind: 'tenant', name: tenantName, platformId, platformName }], next: null }
  }
}

/** The scope of the address; nothing for one that the member does not reach: the page says so. */
async function optionOf(param: string): Promise<readonly ScopeOption[]> {
  try {
    const ctx = await pageContext(param)
    return ctx === null ? [] : (await listScopes(ctx, { named: param })).scopes
  } catch (error) {
    if (error instanceof DomainError) return []
    throw error
  }
}

/**
 * Which pages each role of the member opens; whoever looks as a tenant has those of its admin there. Whoever comes with a
 * token for looking sees them all.
 */
function opensOf({ identity, scope }: PageContext, viewAs: ViewAsView | null): OpenPages[] {
  if (identity.kind !== 'member')
    return [{ scope: formatScopeParam(scope), pages: NAVIGATION.map(({ href }) => href), actions: [] }]
  return [
    ...identity.bindings.map(({ role, scope: held }) => ({
      scope: formatScopeParam(held),
      pages: pagesOfRole(role),
      actions: viewAs === null ? actionsOfRole(role) : [], // whoever looks as a tenant does nothing meanwhile
    })),
    ...(viewAs === null
      ? []
      : [{ scope: `tenant:${viewAs.tenantId}`, pages: pagesOfRole('tenant_admin'), actions: [] }]),
  ]
}

/** The scopes that no other one of the list contains. */
function widest(scopes: readonly Scope[]): readonly Scope[] {
  const each = [...new Map(scopes.map((scope) => [formatScopeParam(scope), scope])).values()]
  return each.filter((scope) => !each.some((other) => other !== scope && contains(other, scope)))
}
