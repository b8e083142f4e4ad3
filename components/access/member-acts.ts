import type { Text } from '#components/language/use-text.ts'
import type { BulkAct } from '#components/shell/bulk/bulk-act.ts'
import type { MemberView } from '#lib/modules/access/schemas.ts'
import { setMemberAccess } from './api/member-access.ts'
import { endMemberSessions } from './api/member-sessions.ts'
import type { MemberRights } from './member-rights.ts'

/** Whose page it is: nobody ends their own access with that of others. */
interface Reader {
  readonly email: string
  readonly may: MemberRights
}

/** What can be done to several members at once. */
export function memberActs(
  t: Text<'members'>,
  scope: string,
  { email, may }: Reader,
): readonly BulkAct<MemberView>[] {
  const isOther = (member: MemberView): boolean => member.email !== email
  const end: BulkAct<MemberView> = {
    name: 'sessions',
    verb: t('bulk.sessions.verb'),
    isDangerous: false,
    can: isOther,
    run: async ({ id }) => await endMemberSessions(scope).send({ memberId: id }),
    ask: (count) => t('bulk.sessions.ask', { count }),
    effect: t('bulk.sessions.effect'),
    done: (count) => t('bulk.sessions.done', { count }),
    tables: ['session', 'audit_entry'],
  }
  const disable: BulkAct<MemberView> = {
    name: 'disable',
    verb: t('one.disable.do'),
    isDangerous: true,
    can: (member) => isOther(member) && member.state === 'active',
    run: async ({ id }) => await setMemberAccess(scope, 'disable').send({ memberId: id }),
    ask: (count) => t('bulk.disable.ask', { count }),
    effect: t('bulk.disable.effect'),
    done: (count) => t('bulk.disable.done', { count }),
    undo: {
      run: async ({ id }) => await setMemberAccess(scope, 'enable').send({ memberId: id }),
      done: (count) => t('bulk.disable.undone', { count }),
    },
    tables: ['member', 'session', 'api_key', 'audit_entry'],
  }
  return [...(may.endSessions ? [end] : []), ...(may.remove ? [disable] : [])]
}
