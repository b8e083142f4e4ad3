'use client'
import { useMutation, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { Button } from '#components/ui/button.tsx'
import { DataTable, type Column } from '#components/ui/data-table.tsx'
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
import { roleWord } from './role-word.ts'
import { isWithin } from './scope-words.ts'
import { useScopeWords } from './use-scope-words.ts'

interface ColumnParts {
  readonly whose: (invitation: InvitationView) => string
  /** True for an invitation that can be dealt with from here. */
  readonly isOurs: (invitation: InvitationView) => boolean
  readonly onRevoke: (invitation: InvitationView) => void
  readonly onResend: (invitation: InvitationView) => void
}

function columnsOf({ whose, isOurs, onRevoke, onResend }: ColumnParts): readonly Column<InvitationView>[] {
  return [
    {
      id: 'email',
      head: 'Invited',
      cell: ({ name, email }) => (
        <>
          <span className="font-medium">{name}</span>{' '}
          <span className="font-normal break-all text-fg-3 max-sm:block max-sm:text-small">{email}</span>
        </>
      ),
      phone: 'start',
    },
    {
      id: 'state',
      head: 'State',
      cell: ({ state }) => (
        <StateText state={state === 'open' ? 'learning' : 'stale'}>
          {state === 'open' ? 'Not accepted yet' : 'Expired'}
        </StateText>
      ),
      phone: 'end',
    },
    {
      id: 'role',
      head: 'As',
      cell: (invitation) => (
        <>
          {roleWord(invitation.role)} <span className="text-fg-3">in {whose(invitation)}</span>
          {invitation.roleUntil === null ? null : (
            <span className="text-fg-3">
              , until <Moment at={invitation.roleUntil} />
            </span>
          )}
        </>
      ),
      phone: 'below',
      className: 'sm:w-2/5',
    },
    {
      id: 'until',
      head: 'Link until',
      isFigure: true,
      cell: ({ expiresAt }) => (
        <>
          <span className="sm:hidden">until </span>
          <Moment at={expiresAt} />
        </>
      ),
      phone: 'below-end',
    },
    {
      id: 'act',
      head: <span className="sr-only">Actions</span>,
      isFigure: true,
      cell: (invitation) =>
        isOurs(invitation) ? (
          <span className="flex flex-wrap justify-end gap-1.5">
            <Button
              size="small"
              aria-label={`Resend the invitation of ${invitation.email}`}
              onClick={() => onResend(invitation)}
            >
              Resend
            </Button>
            <Button
              size="small"
              kind="danger"
              aria-label={`Revoke the invitation of ${invitation.email}`}
              onClick={() => onRevoke(invitation)}
            >
              Revoke
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
  const { data } = useQuery({ ...membersQuery(scope), ...(first === null ? {} : { initialData: first }) })
  const whereOf = useScopeWords(data?.invitations.map((invitation) => invitation.scope) ?? [])
  const [revoking, setRevoking] = useState<InvitationView | null>(null)
  const [resending, setResending] = useState<InvitationView | null>(null)
  if (data === undefined) return null
  const columns = columnsOf({
    whose: (invitation) => whereOf(invitation.scope),
    isOurs: (invitation) => mayInvite && isWithin(scope, invitation.scope),
    onRevoke: setRevoking,
    onResend: setResending,
  })
  return (
    <Panel title="Invitations" count={data.invitations.length} isFlush>
      <DataTable
        caption="Invitations that nobody has accepted yet"
        columns={columns}
        rows={data.invitations}
        rowKey={(invitation) => invitation.id}
        empty={
          <EmptyState title="No invitation is open">
            Whoever is invited stands here until they accept, or until the link expires after 72 hours.
          </EmptyState>
        }
      />
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
      title={`Revoke the invitation of ${invitation?.email ?? ''}?`}
      confirmLabel="Revoke the invitation"
      isBusy={isPending}
      error={error?.message}
      onConfirm={() => {
        if (invitation !== null) mutate({ invitationId: invitation.id })
      }}
    >
      The link in the mail is worthless from then on. It needs your second factor.
    </ConfirmDialog>
  )
}

function ResendDialog({ scope, invitation, onClose }: OneInvitationProps) {
  const toast = useToast()
  const { mutate, error, isPending, reset } = useMutation({
    ...resendInvitation(scope),
    onSuccess: ({ email }) => {
      toast({ text: `A new link to ${email} is on its way.` })
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
      title={`Send the invitation of ${invitation?.email ?? ''} again?`}
      confirmLabel="Send a new link"
      isDangerous={false}
      isBusy={isPending}
      error={error?.message}
      onConfirm={() => {
        if (invitation !== null) mutate({ invitationId: invitation.id })
      }}
    >
      A new link goes out, good for 72 hours; the old one is worthless from then on. It needs your second
      factor.
    </ConfirmDialog>
  )
}
