import type { Text } from '#components/language/use-text.ts'
import type { BulkAct } from '#components/shell/bulk/bulk-act.ts'
import type { SourceView } from '#lib/modules/access/schemas.ts'
import { revokeSource } from './api/revoke-source.ts'
import type { SourceRights } from './source-rights.ts'

/** What can be done to several sources at once. A new credential is shown once, so rotating stays one by one. */
export const sourceActs = (
  t: Text<'sources'>,
  scope: string,
  may: SourceRights,
): readonly BulkAct<SourceView>[] =>
  may.revoke
    ? [
        {
          name: 'revoke',
          verb: t('revoke'),
          isDangerous: true,
          can: ({ revokedAt }) => revokedAt === null,
          run: async ({ id }) => await revokeSource(scope).send({ sourceId: id }),
          ask: (count) => t('bulk.revoke.ask', { count }),
          effect: t('bulk.revoke.effect'),
          done: (count) => t('bulk.revoke.done', { count }),
          tables: ['source', 'audit_entry'],
        },
      ]
    : []
