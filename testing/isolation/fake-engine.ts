import { isRecord } from '#lib/core/unsafe.ts'
import { formatScopeParam } from '#lib/core/scope.ts'
import { verifyScopeToken } from '#lib/infra/auth/scope-token.ts'
import { createKeyring } from '#lib/infra/auth/keys.ts'
import { startListener } from '../listeners.ts'
import { TEST_SECRET } from '../template.ts'

/** What the web process asked the engine. */
export interface FakeEngine {
  /** The scopes of the tokens so far, each once, as the scope parameter writes them. */
  scopes(): readonly string[]
  close(): Promise<void>
}

/** Stands in for the engine: notes the scope of every token that is good, and answers with an empty result. */
export async function startFakeEngine(): Promise<FakeEngine> {
  const seen = new Set<string>()
  const { scopeToken } = createKeyring(TEST_SECRET)
  const listener = await startListener((request, response) => {
    if (request.url === '/healthz') {
      response.end('{"status":"ok"}')
      return
    }
    const token = (request.headers.authorization ?? '').replace('Bearer ', '')
    const grant = verifyScopeToken(scopeToken, token, new Date())
    if (grant !== null) seen.add(formatScopeParam(grant.scope))
    const result = { status: 'success', data: { resultType: 'matrix', result: [] } }
    response.setHeader('content-type', 'application/json')
    response.statusCode = isRecord(grant) ? 200 : 401
    response.end(JSON.stringify(result))
  })
  // Before the settings are read for the first time.
  process.env['ENGINE_URL'] = listener.origin
  return { scopes: () => [...seen], close: async () => await listener.close() }
}
