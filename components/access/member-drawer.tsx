'use client'
import { useMutation, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { auditHref } from '#components/audit/audit-filter.ts'
import { dim } from '#components/language/dim.tsx'
import { put } from '#components/language/put.ts'
import { useText } from '#components/language/use-text.ts'
import { QueryView } from '#components/shell/query-view.tsx'
import { useMayOpen } from '#components/shell/shell-context.tsx'
import { NeutralBadge } from '#components/ui/badge.tsx'
import { Button } from '#components/ui/button.tsx'
import { ConfirmDialog, Drawer, DrawerSection } from '#components/ui/dialog.tsx'
import { ErrorLine } from '#components/ui/field.tsx'
import { TextLink } from '#components/ui/text-link.tsx'
import { useToast } from '#components/ui/toast.tsx'
import { EmptyState } from '#components/ui/view-state.tsx'
import type { MemberView } from '#lib/modules/access/schemas.ts'
import { setMemberAccess } from './api/member-access.ts'
import { endMemberSessions, memberSessionsQuery } from './api/member-sessions.ts'
import type { MemberRights } from './member-rights.ts'
import { RoleEnd } from './role-end.tsx'
import { roleText } from './role-word.ts'
import { SessionLine } from './session-line.tsx'

/** Properties of `MemberDrawer`. */
export interface MemberDrawerProps {
  readonly scope: string
  readonly isOpen: boolean
  /** Whom it is about; null for somebody who is not in the list in view. */
  readonly member: MemberView | null
  readonly may: MemberRights
  /** What a scope is called. */
  readonly whereOf: (scope: string) => string
  readonly onClose: () => void
}

type Asked = 'sessions' | 'disable' | 'enable'

/** What was asked about a member. The way back closes the drawer without an answer: the next member is asked nothing. */
function useAsked(memberId: string | undefined) {
  const [asked, setAsked] = useState<Asked | null>(null)
  const [about, setAbout] = useState(memberId)
  if (about !== memberId) {
    setAbout(memberId)
    setAsked(null)
  }
  return [asked, setAsked] as const
}

/** A member as a whole: what they hold and did, where they are signed in, and whether they have access at all. */
export function MemberDrawer({ scope, isOpen, member, may, whereOf, onClose }: MemberDrawerProps) {
  const t = useText('members')
  const [asked, setAsked] = useAsked(member?.id)
  const done = () => setAsked(null)
  return (
    <>
      <Drawer
        isOpen={isOpen}
        onClose={onClose}
        title={t('one.title')}
        head={
          member === null ? null : (
            <div className="mt-1 min-w-0">
              <p className="text-[15px] font-semibold break-words">{member.name}</p>
              <p className="text-small break-all text-fg-3">{member.email}</p>
            </div>
          )
        }
      >
        <Away isShown={member === null && isOpen} />
        {member === null ? null : (
          <>
            <MemberRoles scope={scope} member={member} whereOf={whereOf} />
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

type MemberRolesProps = Pick<MemberDrawerProps, 'scope' | 'whereOf'> & { readonly member: MemberView }

/** What they hold in this scope, and the way to what they did in it. */
function MemberRoles({ scope, member, whereOf }: MemberRolesProps) {
  const t = useText('members')
  const roles = useText('roles')
  const mayOpen = useMayOpen()
  return (
    <DrawerSection title={t('one.roles')} meta={member.bindings.length}>
      {member.bindings.length === 0 ? <p className="text-fg-3">{t('above')}</p> : null}
      <ul className="flex flex-col gap-1">
        {member.bindings.map((binding) => {
          const parts = { role: roleText(roles, binding.role), scope: whereOf(binding.scope), dim }
          return (
            <li key={binding.id}>
              {binding.expiresAt === null
                ? t.rich('roleIn', parts)
                : t.rich('roleInUntil', { ...parts, end: put(<RoleEnd at={binding.expiresAt} />) })}
            </li>
          )
        })}
      </ul>
      {mayOpen('/audit') ? (
        <p className="mt-2 text-small">
          <TextLink href={auditHref(scope, { actor: member.id })}>{t('one.did')}</TextLink>
        </p>
      ) : null}
    </DrawerSection>
  )
}

/** Somebody whom the address names and the list in view does not have. */
function Away({ isShown }: { isShown: boolean }) {
  const t = useText('members')
  if (!isShown) return null
  return (
    <div className="p-4">
      <EmptyState title={t('one.away')}>{t('one.awayText')}</EmptyState>
    </div>
  )
}

interface MemberSessionsProps {
  readonly scope: string
  readonly memberId: string
  readonly onEndAll: () => void
}

function MemberSessions({ scope, memberId, onEndAll }: MemberSessionsProps) {
  const t = useText('members')
  const one = useText('sessions')
  // Sessions of others begin and end without this page hearing of it: what was read before is no answer.
  const query = useQuery({ ...memberSessionsQuery(scope, memberId), refetchOnMount: 'always' })
  const { mutate, variables, isPending, error } = useMutation(endMemberSessions(scope))
  const count = query.data?.sessions.length ?? 0
  return (
    <DrawerSection title={t('one.sessions')} meta={query.data === undefined ? undefined : count}>
      <QueryView query={query} what={t('one.what')}>
        {({ sessions }) =>
          sessions.length === 0 ? (
            <p className="text-fg-3">{t('one.nowhere')}</p>
          ) : (
            <ul className="divide-y divide-line">
              {sessions.map((session) => (
                <li key={session.id} className="flex items-start gap-2.5 py-2">
                  <div className="min-w-0 grow">
                    <SessionLine session={session} />
                  </div>
                  {session.isCurrent ? (
                    <NeutralBadge>{one('this')}</NeutralBadge>
                  ) : (
                    <Button
                      size="small"
                      aria-label={one('endOn', { device: session.device })}
                      isBusy={isPending && variables.sessionId === session.id}
                      onClick={() => mutate({ memberId, sessionId: session.id })}
                    >
                      {one('end')}
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
          {t('one.endAll')}
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
  const t = useText('members')
  return (
    <DrawerSection title={t('one.access')}>
      {state === 'active' ? (
        <>
          <p className="mb-3 text-fg-2">{t('one.activeText')}</p>
          <Button size="small" kind="danger" onClick={() => onAsk('disable')}>
            {t('one.disable.do')}
          </Button>
        </>
      ) : (
        <>
          <p className="mb-3 text-fg-2">{t('one.disabledText')}</p>
          <Button size="small" onClick={() => onAsk('enable')}>
            {t('one.enable.do')}
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
  const t = useText('members')
  const { mutate, error, isPending, reset } = useMutation({ ...endMemberSessions(scope), onSuccess: onClose })
  return (
    <ConfirmDialog
      isOpen={member !== null}
      onClose={() => {
        reset()
        onClose()
      }}
      title={t('one.endTitle', { name: member?.name ?? '' })}
      confirmLabel={t('one.endAll')}
      isBusy={isPending}
      error={error?.message}
      onConfirm={() => {
        if (member !== null) mutate({ memberId: member.id })
      }}
    >
      {t('one.endText')}
    </ConfirmDialog>
  )
}

function AccessDialog({ scope, member, to, onClose }: AboutMemberProps & { to: 'disable' | 'enable' }) {
  const t = useText('members')
  const toast = useToast()
  const { mutate, error, isPending, reset } = useMutation({
    ...setMemberAccess(scope, to),
    onSuccess: ({ state, sessionsEnded, keysRevoked }) => {
      const ended = { sessions: sessionsEnded, keys: keysRevoked }
      toast({ text: state === 'disabled' ? t('one.disable.done', ended) : t('one.enable.done') })
      onClose()
    },
  })
  return (
    <ConfirmDialog
      isOpen={member !== null}
      onClose={() => {
        reset()
        onClose()
      }}
      title={t(`one.${to}.title`, { name: member?.name ?? '' })}
      confirmLabel={t(`one.${to}.do`)}
      isDangerous={to === 'disable'}
      isBusy={isPending}
      error={error?.message}
      onConfirm={() => {
        if (member !== null) mutate({ memberId: member.id })
      }}
    >
      {t(`one.${to}.text`)}
    </ConfirmDialog>
  )
}
