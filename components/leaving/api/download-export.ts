import { apiGet, apiPath } from '#components/shell/api-client.ts'
import { ApiProblem } from '#components/shell/api-problem.ts'
import { stepUpGate } from '#components/shell/step-up-gate.ts'
import type { ProfileView } from '#lib/modules/access/schemas.ts'

/** Refuses like the route would, so that the page asks for the second factor before a download that cannot ask begins. */
async function requireStepUp(message: string): Promise<void> {
  const { stepUpUntil } = await apiGet<ProfileView>('/api/v1/me')
  if (stepUpUntil !== null && Date.parse(stepUpUntil) > Date.now()) return
  throw new ApiProblem({
    status: 403,
    code: 'step_up_required',
    message,
    faults: [],
    requestId: undefined,
    retryAfterSeconds: undefined,
  })
}

/**
 * Has the browser save an archive, straight to the disk however large it is. Throws `ApiProblem`; `needsFactor` is what it says
 * to whoever does not show their second factor.
 */
export async function downloadExport(scope: string, exportId: string, needsFactor: string): Promise<void> {
  await stepUpGate.pass(async () => await requireStepUp(needsFactor))
  const link = document.createElement('a')
  link.href = apiPath(`/api/v1/tenant-exports/${exportId}/file`, { scope })
  link.download = ''
  link.click()
}
