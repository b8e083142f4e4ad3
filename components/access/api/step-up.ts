import { writeEndpoint } from '#components/shell/api-endpoint.ts'
import type { StepUpOutput, StepUpInput } from '#lib/modules/access/schemas.ts'

/** Shows the second factor again, for acts that ask for it. */
export const stepUp = () =>
  writeEndpoint<StepUpOutput, StepUpInput>({
    method: 'POST',
    path: () => '/api/v1/me/step-up',
    tables: ['member'],
  })
