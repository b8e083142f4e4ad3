import type { Text } from '#components/language/use-text.ts'
import type { BulkAct } from '#components/shell/bulk/bulk-act.ts'
import type { ApiKeyView } from '#lib/modules/access/schemas.ts'
import { revokeApiKey } from './api/revoke-api-key.ts'
import type { KeyRights } from './key-rights.ts'

/** What can be done to several API keys at once. */
export const keyActs = (t: Text<'keys'>, scope: string, may: KeyRights): readonly BulkAct<ApiKeyView>[] =>
  may.revoke
    ? [
        {
          name: 'revoke',
          verb: t('revoke'),
          isDangerous: true,
          can: ({ revokedAt }) => revokedAt === null,
          run: async ({ id }) => await revokeApiKey(scope).send({ keyId: id }),
          ask: (count) => t('bulk.revoke.ask', { count }),
          effect: t('bulk.revoke.effect'),
          done: (count) => t('bulk.revoke.done', { count }),
          tables: ['api_key', 'audit_entry'],
        },
      ]
    : []
