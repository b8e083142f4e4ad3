'use client'
import { useMutation, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { dim } from '#components/language/dim.tsx'
import { put } from '#components/language/put.ts'
import { useText, type Text } from '#components/language/use-text.ts'
import { pageReader } from '#components/shell/bulk/page-reader.ts'
import { useBulk } from '#components/shell/bulk/use-bulk.tsx'
import { askedOf } from '#components/shell/list-filter.ts'
import { ListTable, type ListAddress } from '#components/shell/list-table.tsx'
import { QueryView } from '#components/shell/query-view.tsx'
import { useShell } from '#components/shell/shell-context.tsx'
import { useGonePlace } from '#components/shell/use-gone-place.ts'
import { useOpened } from '#components/shell/use-opened.ts'
import { Button, IconButton } from '#components/ui/button.tsx'
import type { Column } from '#components/ui/data-table.tsx'
import { ConfirmDialog } from '#components/ui/dialog.tsx'
import { Panel } from '#components/ui/panel.tsx'
import { StateText } from '#components/ui/state-glyph.tsx'
import { Moment } from '#components/ui/time.tsx'
import { EmptyState } from '#components/ui/view-state.tsx'
import type { Role } from '#lib/core/permissions.ts'
import type { MemberSort } from '#lib/modules/access/domain/member-sorts.ts'
import type { BindingView, ListMembersOutput, MemberView } from '#lib/modules/access/schemas.ts'
import { membersQuery } from './api/members-query.ts'
import { removeBinding } from './api/remove-binding.ts'
import { BindRoleDialog } from './bind-role-dialog.tsx'
import { memberActs } from './member-acts.ts'
import { MemberDrawer } from './member-drawer.tsx'
import type { MemberRights } from './member-rights.ts'
import { ownRoleEnds } from './own-role-ends.ts'
import { roleText } from './role-word.ts'
import { isWithin } from './scope-words.ts'
import { RoleEnd } from './role-end.tsx'
import { useScopeWords } from './use-scope-words.ts'

/** A role of a member that is about to be taken away. */
interface Removal {
  readonly member: MemberView
  readonly binding: BindingView
}

interface ColumnParts {
  readonly scope: string
  /** Address of the reader. */
  readonly email: string
  readonly may: MemberRights
  readonly whereOf: (binding: BindingView) => string
  readonly onRemove: (removal: Removal) => void
  readonly onBind: (member: MemberView) => void
  readonly onManage: (member: MemberView) => void
}

function columnsOf(t: Text<'members'>, parts: ColumnParts): readonly Column<MemberView>[] {
  const { scope, may, whereOf, onRemove } = parts
  return [
    {
      id: 'name',
      head: t('column.member'),
      cell: ({ name, email }) => (
        <>
          <span className="block font-medium">{name}</span>
          <span className="block text-small font-normal break-all text-fg-3">{email}</span>
        </>
      ),
      phone: 'start',
      className: 'sm:py-1.5 sm:align-top',
    },
    {
      id: 'state',
      head: t('column.state'),
      cell: ({ state }) => (
        <StateText state={state === 'active' ? 'healthy' : 'maintenance'}>
          {t(state === 'active' ? 'state.active' : 'state.disabled')}
        </StateText>
      ),
      phone: 'end',
      className: 'sm:py-1.5 sm:align-top',
    },
    {
      id: 'roles',
      head: t('column.roles'),
      cell: (member) => (
        <ul className="flex flex-col gap-1">
          {member.bindings.length === 0 ? <li className="text-fg-3">{t('above')}</li> : null}
          {member.bindings.map((binding) => (
            <RoleLine
              key={binding.id}
              binding={binding}
              where={whereOf(binding)}
              onRemove={
                may.remove && isWithin(scope, binding.scope) ? () => onRemove({ member, binding }) : null
              }
            />
          ))}
        </ul>
      ),
      phone: 'below',
      className: 'sm:w-1/2 sm:py-1.5 sm:align-top',
    },
    {
      id: 'since',
      head: t('column.since'),
      isFigure: true,
      cell: ({ createdAt }) => <Moment at={createdAt} />,
      className: 'sm:py-1.5 sm:align-top',
    },
    {
      id: 'act',
      head: <span className="sr-only">{t('column.actions')}</span>,
      name: t('column.actions'),
      isFigure: true,
      cell: (member) => <Actions member={member} {...parts} />,
      phone: 'foot',
      className: 'sm:py-1.5 sm:align-top',
    },
  ]
}

type ActionsProps = Pick<ColumnParts, 'email' | 'may' | 'onBind' | 'onManage'> & {
  readonly member: MemberView
}

function Actions({ member, email, may, onBind, onManage }: ActionsProps) {
  const t = useText('members')
  const whyNot = ownRoleEnds(t, member, email)
  return (
    <span className="flex flex-wrap justify-end gap-1.5">
      {may.bind ? (
        <Button
          size="small"
          aria-label={t('giveTo', { name: member.name })}
          disabledReason={whyNot}
          onClick={() => onBind(member)}
        >
          {t('give')}
        </Button>
      ) : null}
      {may.endSessions || may.remove ? (
        <Button
          size="small"
          aria-label={t('manageOne', { name: member.name })}
          onClick={() => onManage(member)}
        >
          {t('manage')}
        </Button>
      ) : null}
      {may.bind && whyNot !== undefined ? (
        <span className="basis-full text-small whitespace-normal text-fg-3">{whyNot}</span>
      ) : null}
    </span>
  )
}

interface RoleLineProps {
  readonly binding: BindingView
  readonly where: string
  readonly onRemove: (() => void) | null
}

function RoleLine({ binding, where, onRemove }: RoleLineProps) {
  const t = useText('members')
  const role = roleText(useText('roles'), binding.role)
  return (
    <li className="flex min-h-6 items-center gap-1.5">
      <span>
        {binding.expiresAt === null
          ? t.rich('roleIn', { role, scope: where, dim })
          : t.rich('roleInUntil', {
              role,
              scope: where,
              dim,
              end: put(<RoleEnd at={binding.expiresAt} />),
            })}
      </span>
      {onRemove === null ? null : (
        <IconButton
          icon="cross"
          size="small"
          label={t('removeRole.one', { role, scope: where })}
          onClick={onRemove}
        />
      )}
    </li>
  )
}

/** Properties of `MembersPanel`. */
export interface MembersPanelProps {
  readonly scope: string
  readonly address: ListAddress<MemberSort>
  readonly first: ListMembersOutput | null
  readonly may: MemberRights
  readonly roles: readonly Role[]
}

/** The members of a scope with their roles. */
export function MembersPanel({ scope, address, first, may, roles }: MembersPanelProps) {
  const t = useText('members')
  const query = useQuery({
    ...membersQuery(scope, askedOf(address.filter)),
    ...(first === null ? {} : { initialData: first }),
  })
  useGonePlace(address, query.error)
  const { email } = useShell().member
  const [removing, setRemoving] = useState<Removal | null>(null)
  const [binding, setBinding] = useState<MemberView | null>(null)
  const [managed, manage] = useOpened('member')
  const members = query.data?.members ?? []
  const bulk = useBulk<MemberView>({
    rows: members,
    keyOf: ({ id }) => id,
    nameOf: ({ name, email: at }) => `${name}, ${at}`,
    total: query.data?.total ?? 0,
    readPage: pageReader('/api/v1/members', { scope, ...address }, (read: ListMembersOutput) => read.members),
    acts: memberActs(t, scope, { email, may }),
  })
  const whereOf = useScopeWords(members.flatMap(({ bindings }) => bindings.map((each) => each.scope)))
  return (
    <Panel title={t('title')} count={query.data?.total ?? ''} isFlush>
      <QueryView query={query} what={t('what')}>
        {(page) => (
          <ListTable
            scope={scope}
            screen="members"
            address={address}
            caption={t('title')}
            columns={columnsOf(t, {
              scope,
              email,
              may,
              whereOf: (each) => whereOf(each.scope),
              onRemove: setRemoving,
              onBind: setBinding,
              onManage: ({ id }) => manage(id),
            })}
            rows={page.members}
            next={page.next}
            total={page.total}
            rowKey={(member) => member.id}
            {...bulk.choice}
            empty={<EmptyState title={t('empty')}>{t('emptyText')}</EmptyState>}
          />
        )}
      </QueryView>
      {bulk.dialog}
      <RemoveRoleDialog scope={scope} removal={removing} onClose={() => setRemoving(null)} />
      <BindRoleDialog scope={scope} roles={roles} member={binding} onClose={() => setBinding(null)} />
      <MemberDrawer
        scope={scope}
        isOpen={managed !== null && (may.endSessions || may.remove)}
        member={members.find(({ id }) => id === managed) ?? null}
        may={may}
        whereOf={whereOf}
        onClose={() => manage(null)}
      />
    </Panel>
  )
}

interface RemoveRoleDialogProps {
  readonly scope: string
  readonly removal: Removal | null
  readonly onClose: () => void
}

function RemoveRoleDialog({ scope, removal, onClose }: RemoveRoleDialogProps) {
  const whereOf = useScopeWords(removal === null ? [] : [removal.binding.scope])
  const { mutate, error, isPending, reset } = useMutation({ ...removeBinding(scope), onSuccess: onClose })
  const t = useText('members')
  const role = roleText(useText('roles'), removal?.binding.role ?? '')
  return (
    <ConfirmDialog
      isOpen={removal !== null}
      onClose={() => {
        reset()
        onClose()
      }}
      title={t('removeRole.title', { role, name: removal?.member.name ?? '' })}
      confirmLabel={t('removeRole.do')}
      isBusy={isPending}
      error={error?.message}
      onConfirm={() => {
        if (removal !== null) mutate({ bindingId: removal.binding.id })
      }}
    >
      {t('removeRole.text', { scope: whereOf(removal?.binding.scope ?? '') })}
    </ConfirmDialog>
  )
}
