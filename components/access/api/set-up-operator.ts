import { writeEndpoint } from '#components/shell/api-endpoint.ts'
import type { SetUpOperatorOutput, SetUpOperatorInput } from '#lib/modules/access/schemas.ts'

/** Creates the first operator admin, once, with the code from the terminal. */
export const setUpOperator = () =>
  writeEndpoint<SetUpOperatorOutput, SetUpOperatorInput>({
    method: 'POST',
    path: () => '/api/v1/setup',
    tables: [],
  })
