'use client'
import { useMutation, useQuery } from '@tanstack/react-query'
import { useState, type ReactNode } from 'react'
import { dim } from '#components/language/dim.tsx'
import { put } from '#components/language/put.ts'
import { useText, type Text } from '#components/language/use-text.ts'
import { useBulk } from '#components/shell/bulk/use-bulk.tsx'
import { ShortList } from '#components/shell/short-list.tsx'
import { Button } from '#components/ui/button.tsx'
import type { Column } from '#components/ui/data-table.tsx'
import { ConfirmDialog } from '#components/ui/dialog.tsx'
import { Panel } from '#components/ui/panel.tsx'
import { StateText } from '#components/ui/state-glyph.tsx'
import { Moment } from '#components/ui/time.tsx'
import { useToast } from '#components/ui/toast.tsx'
import { EmptyState } from '#components/ui/view-state.tsx'
import type { InvitationView, ListMembersOutput } from '#lib/modules/access/schemas.ts'
import { membersQuery } from './api/members-query.ts'
import { resendInvitation } from './api/resend-invitation.ts'
import { revokeInvitation } from './api/revoke-invitation.ts'
import { invitationActs } from './invitation-acts.ts'
import { roleText } from './role-word.ts'
import { isWithin } from './scope-words.ts'
import { useScopeWords } from './use-scope-words.ts'

const phone = (text: ReactNode): ReactNode => <span className="sm:hidden">{text}</span>

interface ColumnParts {
  readonly roles: Text<'roles'>
  readonly whose: (invitation: InvitationView) => string
  /** True for an invitation that can be dealt with from here. */
  readonly isOurs: (invitation: InvitationView) => boolean
  readonly onRevoke: (invitation: InvitationView) => void
  readonly onResend: (invitation: InvitationView) => void
}

function columnsOf(
  t: Text<'members'>,
  { roles, whose, isOurs, onRevoke, onResend }: ColumnParts,
): readonly Column<InvitationView>[] {
  return [
    {
      id: 'email',
      head: t('invitations.invited'),
      cell: ({ name, email }) => (
        <>
          <span className="font-medium">{name}</span>{' '}
          <span className="font-normal break-all text-fg-3 max-sm:block max-sm:text-small">{email}</span>
        </>
      ),
      compare: (a, b) => a.name.localeCompare(b.name),
      phone: 'start',
    },
    {
      id: 'state',
      head: t('invitations.state'),
      cell: ({ state }) => (
        <StateText state={state === 'open' ? 'learning' : 'stale'}>
          {t(state === 'open' ? 'invitations.open' : 'invitations.expired')}
        </StateText>
      ),
      compare: (a, b) => b.state.localeCompare(a.state),
      phone: 'end',
    },
    {
      id: 'role',
      head: t('invitations.as'),
      cell: (invitation) => {
        const { roleUntil } = invitation
        const parts = { role: roleText(roles, invitation.role), scope: whose(invitation), dim }
        return roleUntil === null
          ? t.rich('invitations.roleIn', parts)
          : t.rich('invitations.roleInUntil', { ...parts, until: put(<Moment at={roleUntil} />) })
      },
      phone: 'below',
      className: 'sm:w-2/5',
    },
    {
      id: 'until',
      head: t('invitations.linkUntil'),
      isFigure: true,
      compare: (a, b) => a.expiresAt.localeCompare(b.expiresAt),
      cell: ({ expiresAt }) => t.rich('invitations.until', { phone, at: put(<Moment at={expiresAt} />) }),
      phone: 'below-end',
    },
    {
      id: 'act',
      head: <span className="sr-only">{t('invitations.actions')}</span>,
      isFigure: true,
      cell: (invitation) =>
        isOurs(invitation) ? (
          <span className="flex flex-wrap justify-end gap-1.5">
            <Button
              size="small"
              aria-label={t('invitations.resendOne', { email: invitation.email })}
              onClick={() => onResend(invitation)}
            >
              {t('invitations.resend')}
            </Button>
            <Button
              size="small"
              kind="danger"
              aria-label={t('invitations.revokeOne', { email: invitation.email })}
              onClick={() => onRevoke(invitation)}
            >
              {t('invitations.revoke')}
            </Button>
          </span>
        ) : null,
      phone: 'foot',
    },
  ]
}

/** Properties of `InvitationsPanel`. */
export interface InvitationsPanelProps {
  readonly scope: string
  readonly first: ListMembersOutput | null
  /** Whether the reader may revoke invitations and send them again. */
  readonly mayInvite: boolean
}

/** Invitations that nobody has accepted yet. It shows nothing where the members themselves are not shown. */
export function InvitationsPanel({ scope, first, mayInvite }: InvitationsPanelProps) {
  const t = useText('members')
  const roles = useText('roles')
  const { data } = useQuery({ ...membersQuery(scope), ...(first === null ? {} : { initialData: first }) })
  const whereOf = useScopeWords(data?.invitations.map((invitation) => invitation.scope) ?? [])
  const [revoking, setRevoking] = useState<InvitationView | null>(null)
  const [resending, setResending] = useState<InvitationView | null>(null)
  const isOurs = (invitation: InvitationView): boolean => mayInvite && isWithin(scope, invitation.scope)
  const invitations = data?.invitations ?? []
  const bulk = useBulk<InvitationView>({
    rows: invitations,
    keyOf: ({ id }) => id,
    nameOf: ({ name, email }) => `${name}, ${email}`,
    total: invitations.length,
    readPage: async () => await Promise.resolve({ rows: invitations, next: null }),
    acts: mayInvite ? invitationActs(t, scope, isOurs) : [],
  })
  if (data === undefined) return null
  const columns = columnsOf(t, {
    roles,
    whose: (invitation) => whereOf(invitation.scope),
    isOurs,
    onRevoke: setRevoking,
    onResend: setResending,
  })
  return (
    <Panel title={t('invitations.title')} count={data.invitations.length} isFlush>
      <ShortList
        caption={t('invitations.caption')}
        columns={columns}
        rows={data.invitations}
        rowKey={(invitation) => invitation.id}
        textOf={({ name, email, role }) => `${name} ${email} ${roleText(roles, role)}`}
        {...bulk.choice}
        empty={<EmptyState title={t('invitations.empty')}>{t('invitations.emptyText')}</EmptyState>}
      />
      {bulk.dialog}
      <RevokeDialog scope={scope} invitation={revoking} onClose={() => setRevoking(null)} />
      <ResendDialog scope={scope} invitation={resending} onClose={() => setResending(null)} />
    </Panel>
  )
}

interface OneInvitationProps {
  readonly scope: string
  readonly invitation: InvitationView | null
  readonly onClose: () => void
}

function RevokeDialog({ scope, invitation, onClose }: OneInvitationProps) {
  const t = useText('members')
  const { mutate, error, isPending, reset } = useMutation({
    ...revokeInvitation(scope),
    onSuccess: onClose,
  })
  return (
    <ConfirmDialog
      isOpen={invitation !== null}
      onClose={() => {
        reset()
        onClose()
      }}
      title={t('invitations.revokeTitle', { email: invitation?.email ?? '' })}
      confirmLabel={t('invitations.revokeDo')}
      isBusy={isPending}
      error={error?.message}
      onConfirm={() => {
        if (invitation !== null) mutate({ invitationId: invitation.id })
      }}
    >
      {t('invitations.revokeText')}
    </ConfirmDialog>
  )
}

function ResendDialog({ scope, invitation, onClose }: OneInvitationProps) {
  const t = useText('members')
  const toast = useToast()
  const { mutate, error, isPending, reset } = useMutation({
    ...resendInvitation(scope),
    onSuccess: ({ email }) => {
      toast({ text: t('invitations.resent', { email }) })
      onClose()
    },
  })
  return (
    <ConfirmDialog
      isOpen={invitation !== null}
      onClose={() => {
        reset()
        onClose()
      }}
      title={t('invitations.resendTitle', { email: invitation?.email ?? '' })}
      confirmLabel={t('invitations.resendDo')}
      isDangerous={false}
      isBusy={isPending}
      error={error?.message}
      onConfirm={() => {
        if (invitation !== null) mutate({ invitationId: invitation.id })
      }}
    >
      {t('invitations.resendText')}
    </ConfirmDialog>
  )
}
