import { openTestWorld, type TestWorld } from '#testing/contexts.ts'
import { openOpenIdProvider, type OpenIdProvider } from '#testing/openid-provider.ts'
import { testCertificate } from '#testing/tls-certificate.ts'
import { operatorScope, type Scope } from '#lib/core/scope.ts'
import { hashPassword } from '#lib/infra/auth/password.ts'
import { newId } from '#lib/infra/db/index.ts'
import { createProvider, SignOnRefusal } from '../index.ts'
import { signOnWorld, type SignOnWorld, type TestTenancy } from './sign-on-world.ts'

/** The password of members of the tests who have one. */
export const PASSWORD = 'a long and unusual pass phrase 7'

/** A person at the provider, in the group of staff. */
export const ADA = {
  sub: 'ada-1',
  email: 'ada@acme.example',
  email_verified: true,
  name: 'Ada Lovelace',
  groups: ['staff'],
} as const

/** Two tenants with a verified domain and a provider each, behind which one real OpenID provider runs. */
export interface AcmeWorld {
  readonly world: TestWorld
  readonly here: SignOnWorld
  readonly tenancy: TestTenancy
  readonly idp: OpenIdProvider
  /** The provider of Acme. */
  readonly acme: string
  /** The provider of Globex, another tenant of the same platform. */
  readonly globex: string
  readonly sessions: () => Promise<number>
  readonly memberId: (email: string) => Promise<string>
  /** Adds a member with a password and one role. */
  readonly insertMember: (email: string, role: 'viewer' | 'tenant_viewer', scope: Scope) => Promise<string>
  close(): Promise<void>
}

/** The reason of a refusal; `accepted` when there was none. */
export const reasonOf = async (work: Promise<unknown>): Promise<string> =>
  await work.then(
    () => 'accepted',
    (error: unknown) => (error instanceof SignOnRefusal ? error.reason : String(error)),
  )

/** Opens the world. */
export async function openAcmeWorld(): Promise<AcmeWorld> {
  const world = await openTestWorld()
  const here = signOnWorld(world, testCertificate.cert)
  const tenancy = await here.makeTenancy()
  const redirectUris: string[] = []
  const idp = await openOpenIdProvider({ redirectUris: () => redirectUris, tls: testCertificate })
  const addProvider = async (scope: Scope): Promise<string> => {
    const made = await createProvider(
      here.console(scope),
      {
        kind: 'oidc',
        name: 'Acme ID',
        settings: { issuer: idp.issuer, clientId: idp.clientId },
        clientSecret: idp.clientSecret,
        mapping: [
          { group: 'staff', role: 'tenant_viewer' },
          { group: 'admins', role: 'tenant_admin' },
        ],
      },
      here.own,
    )
    redirectUris.push(made.addresses.redirectUri)
    return made.id
  }
  const acme = await addProvider(tenancy.tenant)
  const globex = await addProvider(tenancy.otherTenant)
  await here.verifiedDomain(tenancy.tenant, 'acme.example')
  await here.verifiedDomain(tenancy.otherTenant, 'globex.example')
  return {
    world,
    here,
    tenancy,
    idp,
    acme,
    globex,
    sessions: async () => await world.database.asAuth(async (tx) => await tx.session.count()),
    memberId: async (email) =>
      await world.database.asAuth(
        async (tx) => (await tx.member.findUniqueOrThrow({ where: { email }, select: { id: true } })).id,
      ),
    insertMember: async (email, role, scope) => await insertMember(world, { email, role, scope }),
    async close() {
      await idp.close()
      await world.close()
    },
  }
}

async function insertMember(
  world: TestWorld,
  { email, role, scope }: { email: string; role: string; scope: Scope },
): Promise<string> {
  const id = newId()
  const passwordHash = await hashPassword(PASSWORD)
  await world.database.asAuth(
    async (tx) =>
      await tx.member.create({ data: { id, email, name: 'Known', passwordHash }, select: { id: true } }),
  )
  const owner = scope.kind === 'tenant' ? { platformId: scope.platformId, tenantId: scope.tenantId } : {}
  await world.database.withScope(
    operatorScope,
    async (tx) =>
      await tx.roleBinding.create({ data: { memberId: id, role, ...owner }, select: { id: true } }),
  )
  return id
}
