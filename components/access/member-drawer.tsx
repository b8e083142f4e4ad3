'use client'
import { useMutation, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { QueryView } from '#components/shell/query-view.tsx'
import { NeutralBadge } from '#components/ui/badge.tsx'
import { Button } from '#components/ui/button.tsx'
import { ConfirmDialog, Drawer, DrawerSection } from '#components/ui/dialog.tsx'
import { ErrorLine } from '#components/ui/field.tsx'
import { useToast } from '#components/ui/toast.tsx'
import type { MemberView } from '#lib/modules/access/schemas.ts'
import { setMemberAccess } from './api/member-access.ts'
import { endMemberSessions, memberSessionsQuery } from './api/member-sessions.ts'
import type { MemberRights } from './member-rights.ts'
import { SessionLine } from './session-line.tsx'

/** Properties of `MemberDrawer`. */
export interface MemberDrawerProps {
  readonly scope: string
  /** Whom it is about; null keeps it closed. */
  readonly member: MemberView | null
  readonly may: MemberRights
  readonly onClose: () => void
}

type Asked = 'sessions' | 'disable' | 'enable'

/** What an admin does about a member as a whole: their sessions, and whether they have access at all. */
export function MemberDrawer({ scope, member, may, onClose }: MemberDrawerProps) {
  const [asked, setAsked] = useState<Asked | null>(null)
  const done = () => setAsked(null)
  return (
    <>
      <Drawer
        isOpen={member !== null}
        onClose={onClose}
        title="Member"
        head={
          <div className="mt-1 min-w-0">
            <p className="text-[15px] font-semibold break-words">{member?.name}</p>
            <p className="text-small break-all text-fg-3">{member?.email}</p>
          </div>
        }
      >
        {member === null ? null : (
          <>
            {may.endSessions ? (
              <MemberSessions scope={scope} memberId={member.id} onEndAll={() => setAsked('sessions')} />
            ) : null}
            {may.remove ? <AccessSection state={member.state} onAsk={(to) => setAsked(to)} /> : null}
          </>
        )}
      </Drawer>
      <EndAllDialog scope={scope} member={asked === 'sessions' ? member : null} onClose={done} />
      <AccessDialog
        key={member?.id}
        scope={scope}
        member={asked === 'disable' || asked === 'enable' ? member : null}
        to={asked === 'enable' ? 'enable' : 'disable'}
        onClose={done}
      />
    </>
  )
}

interface MemberSessionsProps {
  readonly scope: string
  readonly memberId: string
  readonly onEndAll: () => void
}

function MemberSessions({ scope, memberId, onEndAll }: MemberSessionsProps) {
  // Sessions of others begin and end without this page hearing of it: what was read before is no answer.
  const query = useQuery({ ...memberSessionsQuery(scope, memberId), refetchOnMount: 'always' })
  const { mutate, variables, isPending, error } = useMutation(endMemberSessions(scope))
  const count = query.data?.sessions.length ?? 0
  return (
    <DrawerSection title="Where they are signed in" meta={query.data === undefined ? undefined : count}>
      <QueryView query={query} what="Their sessions">
        {({ sessions }) =>
          sessions.length === 0 ? (
            <p className="text-fg-3">They are signed in nowhere.</p>
          ) : (
            <ul className="divide-y divide-line">
              {sessions.map((session) => (
                <li key={session.id} className="flex items-start gap-2.5 py-2">
                  <div className="min-w-0 grow">
                    <SessionLine session={session} />
                  </div>
                  {session.isCurrent ? (
                    <NeutralBadge>This one</NeutralBadge>
                  ) : (
                    <Button
                      size="small"
                      aria-label={`End the session on ${session.device}`}
                      isBusy={isPending && variables.sessionId === session.id}
                      onClick={() => mutate({ memberId, sessionId: session.id })}
                    >
                      End
                    </Button>
                  )}
                </li>
              ))}
            </ul>
          )
        }
      </QueryView>
      <ErrorLine>{error?.message}</ErrorLine>
      {count === 0 ? null : (
        <Button size="small" className="mt-2" onClick={onEndAll}>
          End all their sessions
        </Button>
      )}
    </DrawerSection>
  )
}

interface AccessSectionProps {
  readonly state: MemberView['state']
  readonly onAsk: (to: 'disable' | 'enable') => void
}

function AccessSection({ state, onAsk }: AccessSectionProps) {
  return (
    <DrawerSection title="Access">
      {state === 'active' ? (
        <>
          <p className="mb-3 text-fg-2">
            Disabled, no way in works, every session ends and the API keys that they made are revoked for
            good. Their roles stay, for the day when they are enabled again.
          </p>
          <Button size="small" kind="danger" onClick={() => onAsk('disable')}>
            Disable access
          </Button>
        </>
      ) : (
        <>
          <p className="mb-3 text-fg-2">
            Access is disabled. Enabled again, they sign in as before with the roles that they hold; revoked
            API keys stay revoked.
          </p>
          <Button size="small" onClick={() => onAsk('enable')}>
            Enable access
          </Button>
        </>
      )}
    </DrawerSection>
  )
}

interface AboutMemberProps {
  readonly scope: string
  readonly member: MemberView | null
  readonly onClose: () => void
}

function EndAllDialog({ scope, member, onClose }: AboutMemberProps) {
  const { mutate, error, isPending, reset } = useMutation({ ...endMemberSessions(scope), onSuccess: onClose })
  return (
    <ConfirmDialog
      isOpen={member !== null}
      onClose={() => {
        reset()
        onClose()
      }}
      title={`End all sessions of ${member?.name ?? ''}?`}
      confirmLabel="End all their sessions"
      isBusy={isPending}
      error={error?.message}
      onConfirm={() => {
        if (member !== null) mutate({ memberId: member.id })
      }}
    >
      Every page that they have open closes within seconds. They can sign in again.
    </ConfirmDialog>
  )
}

const WORDS = {
  disable: {
    title: (name: string) => `Disable the access of ${name}?`,
    label: 'Disable access',
    text: 'Their sessions end at once, and the API keys that they made are revoked for good. It needs your second factor.',
  },
  enable: {
    title: (name: string) => `Enable the access of ${name}?`,
    label: 'Enable access',
    text: 'They can sign in again and hold the roles that are listed here. It needs your second factor.',
  },
} as const

const countWords = (count: number, one: string): string => `${count} ${one}${count === 1 ? '' : 's'}`

function AccessDialog({ scope, member, to, onClose }: AboutMemberProps & { to: 'disable' | 'enable' }) {
  const toast = useToast()
  const { mutate, error, isPending, reset } = useMutation({
    ...setMemberAccess(scope, to),
    onSuccess: ({ state, sessionsEnded, keysRevoked }) => {
      const ended = `${countWords(sessionsEnded, 'session')} ended, ${countWords(keysRevoked, 'API key')} revoked.`
      toast({ text: state === 'disabled' ? `Access is disabled. ${ended}` : 'Access is enabled.' })
      onClose()
    },
  })
  const { title, label, text } = WORDS[to]
  return (
    <ConfirmDialog
      isOpen={member !== null}
      onClose={() => {
        reset()
        onClose()
      }}
      title={title(member?.name ?? '')}
      confirmLabel={label}
      isDangerous={to === 'disable'}
      isBusy={isPending}
      error={error?.message}
      onConfirm={() => {
        if (member !== null) mutate({ memberId: member.id })
      }}
    >
      {text}
    </ConfirmDialog>
  )
}
