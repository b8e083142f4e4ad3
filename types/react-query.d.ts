import '@tanstack/react-query'
import type { ApiProblem } from '#components/shell/api-problem.ts'
import type { TableName } from '#components/shell/tables.ts'

declare module '@tanstack/react-query' {
  interface Register {
    defaultError: ApiProblem
    queryMeta: {
      /** Tables this answer is made of: when one of them changes, the query is asked for again. */
      readonly tables?: readonly TableName[]
    }
    mutationMeta: {
      /** Tables this writes to: the queries made of them are asked for again when it has succeeded. */
      readonly tables?: readonly TableName[]
    }
  }
}
