import { X509Certificate } from 'node:crypto'
import { notFound } from '#lib/core/errors.ts'
import { ownerOf } from '#lib/core/scope.ts'
import { authorize, type RequestContext } from '#lib/infra/context/request-context.ts'
import { parseInput } from '#lib/infra/http/parse-input.ts'
import { identityRuntime, type IdentityRuntime } from './identity-runtime.ts'
import { openOidc, refusalFrom } from './oidc-client.ts'
import { findDomains, findProvider, type ProviderRow } from './repository.ts'
import { providerRef, samlSettings, type CheckProviderOutput, type ProviderRef } from './schemas.ts'

type Finding = CheckProviderOutput['findings'][number]

/** Looks at a provider as a sign-on would, and says what is wrong with it. Changes nothing. */
export async function checkProvider(
  ctx: RequestContext,
  input: ProviderRef,
  own: IdentityRuntime = identityRuntime(),
): Promise<CheckProviderOutput> {
  authorize(ctx, 'identity:write')
  const { providerId } = parseInput(providerRef, input)
  const owner = ownerOf(ctx.scope)
  const { row, domains } = await ctx.db.read(async (tx) => ({
    row: await findProvider(tx, owner, providerId),
    domains: await findDomains(tx, owner),
  }))
  if (row === null) throw notFound()
  const isAnyVerified = domains.some(({ verifiedAt }) => verifiedAt !== null)
  const findings: Finding[] = [
    ...(await findingsAbout(own, row)),
    isAnyVerified
      ? { isGood: true, what: 'This scope has a verified domain.' }
      : {
          isGood: false,
          what: 'This scope has no verified domain, so the provider may vouch for nobody yet.',
        },
    mapped(row),
  ]
  return { isUsable: findings.every(({ isGood }) => isGood), findings }
}

const mapped = (row: ProviderRow): Finding =>
  (Array.isArray(row.mapping) && row.mapping.length > 0) || row.defaultRole !== null
    ? { isGood: true, what: 'Groups lead to roles.' }
    : {
        isGood: false,
        what: 'No group leads to a role and there is no default role, so nobody new is let in.',
      }

async function findingsAbout(own: IdentityRuntime, row: ProviderRow): Promise<readonly Finding[]> {
  if (row.kind === 'saml') return certificateFindings(own, row)
  try {
    const server = (await openOidc(own, row)).serverMetadata()
    return [
      { isGood: true, what: `The provider answered as ${server.issuer}.` },
      server.supportsPKCE('S256')
        ? { isGood: true, what: 'It supports PKCE with S256.' }
        : { isGood: true, what: 'It does not say whether it supports PKCE; it is sent all the same.' },
      server.jwks_uri === undefined
        ? {
            isGood: false,
            what: 'It names no address of its keys (jwks_uri), so its tokens cannot be checked.',
          }
        : { isGood: true, what: 'It names the address of its keys.' },
    ]
  } catch (error) {
    const { message, detail } = refusalFrom(error)
    return [{ isGood: false, what: detail === null ? message : `${message} (${detail})` }]
  }
}

function certificateFindings(own: IdentityRuntime, row: ProviderRow): readonly Finding[] {
  return samlSettings.parse(row.settings).certificates.map((pem, at) => {
    const which = `Certificate ${at + 1}`
    try {
      const { validTo } = new X509Certificate(pem)
      const isOver = new Date(validTo) <= own.clock.now()
      return isOver
        ? {
            isGood: false,
            what: `${which} was valid until ${validTo}. Responses are checked against its key all the same.`,
          }
        : { isGood: true, what: `${which} is valid until ${validTo}.` }
    } catch {
      return { isGood: false, what: `${which} cannot be read.` }
    }
  })
}
