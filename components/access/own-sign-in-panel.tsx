'use client'
import { useState, type ReactNode } from 'react'
import { fetched } from '#components/ui/fetched.tsx'
import { FormSlot } from '#components/forms/form-slot.tsx'
import { useText } from '#components/language/use-text.ts'
import { StateBadge } from '#components/ui/badge.tsx'
import { Button } from '#components/ui/button.tsx'
import { Dialog } from '#components/ui/dialog.tsx'
import { Note } from '#components/ui/note.tsx'
import { Panel, RuledList, RuledRow } from '#components/ui/panel.tsx'
import type { ProfileView } from '#lib/modules/access/schemas.ts'
import { ChangeEmailDialog } from './change-email-dialog.tsx'
import { NewRecoveryCodesDialog } from './new-recovery-codes-dialog.tsx'
import { RecoveryCodeList } from './recovery-code-list.tsx'
import { ReplaceAuthenticatorDialog } from './replace-authenticator-dialog.tsx'

const ChangePasswordForm = fetched(
  async () => (await import('./change-password-form.tsx')).ChangePasswordForm,
)

type Change = 'email' | 'password' | 'authenticator' | 'codes'

/** So few recovery codes left that it is time for new ones. */
const FEW_CODES = 3

/** What the signed-in member signs in with, and how each part of it is changed. */
export function OwnSignInPanel({ profile }: { profile: ProfileView }) {
  const t = useText('access')
  const [change, setChange] = useState<Change | null>(null)
  const [codes, setCodes] = useState<readonly string[] | null>(null)
  const close = () => setChange(null)
  const showCodes = (made: readonly string[]) => {
    setCodes(made)
    close()
  }
  return (
    <>
      {codes === null ? null : (
        <NewCodes codes={codes} email={profile.email} onClose={() => setCodes(null)} />
      )}
      <Panel title={t('signIn.title')} isFlush>
        <SignInParts profile={profile} onChange={setChange} />
      </Panel>
      <ChangeEmailDialog email={profile.email} isOpen={change === 'email'} onClose={close} />
      <Dialog isOpen={change === 'password'} onClose={close} title={t('password.title')}>
        <FormSlot>
          <ChangePasswordForm email={profile.email} onClose={close} />
        </FormSlot>
      </Dialog>
      <ReplaceAuthenticatorDialog
        hasAuthenticator={profile.hasAuthenticator}
        isOpen={change === 'authenticator'}
        onClose={close}
        onCodes={showCodes}
      />
      <NewRecoveryCodesDialog isOpen={change === 'codes'} onClose={close} onCodes={showCodes} />
    </>
  )
}

interface NewCodesProps {
  readonly codes: readonly string[]
  readonly email: string
  readonly onClose: () => void
}

/** The new codes stand on the page: a dialog would be gone with one press of Escape. */
function NewCodes({ codes, email, onClose }: NewCodesProps) {
  const t = useText('access')
  return (
    <Panel
      title={t('signIn.newCodes')}
      meta={
        <Button size="small" onClick={onClose}>
          {t('signIn.kept')}
        </Button>
      }
    >
      <div className="flex flex-col gap-3">
        <Note state="degraded">{t('signIn.shownOnce')}</Note>
        <RecoveryCodeList codes={codes} email={email} />
      </div>
    </Panel>
  )
}

interface SignInPartsProps {
  readonly profile: ProfileView
  readonly onChange: (change: Change) => void
}

function SignInParts({ profile, onChange }: SignInPartsProps) {
  const t = useText('access')
  const { email, hasPassword, hasAuthenticator, hasFactor, recoveryCodesLeft } = profile
  return (
    <RuledList>
      <Part
        name={t('signIn.email')}
        end={
          <ChangeButton onClick={() => onChange('email')}>
            {t.rich('signIn.changeEmail', { hidden })}
          </ChangeButton>
        }
      >
        <span className="break-all">{email}</span>
      </Part>
      <Part
        name={t('signIn.password')}
        end={
          hasPassword ? (
            <ChangeButton onClick={() => onChange('password')}>
              {t.rich('signIn.changePassword', { hidden })}
            </ChangeButton>
          ) : null
        }
      >
        {t(hasPassword ? 'signIn.passwordSet' : 'signIn.passwordNone')}
      </Part>
      <Part
        name={t('signIn.authenticator')}
        end={
          <ChangeButton onClick={() => onChange('authenticator')}>
            {t.rich(hasAuthenticator ? 'signIn.replace' : 'signIn.enrol', { hidden })}
          </ChangeButton>
        }
      >
        {hasAuthenticator ? (
          <StateBadge state="healthy">{t('signIn.enrolled')}</StateBadge>
        ) : (
          <StateBadge state={hasFactor ? 'unknown' : 'down'}>{t('signIn.notEnrolled')}</StateBadge>
        )}
      </Part>
      <Part
        name={t('signIn.codesLeft')}
        end={
          hasFactor ? (
            <ChangeButton onClick={() => onChange('codes')}>
              {t.rich('signIn.makeCodes', { hidden })}
            </ChangeButton>
          ) : null
        }
      >
        {t(hasFactor && recoveryCodesLeft <= FEW_CODES ? 'signIn.few' : 'signIn.left', {
          left: recoveryCodesLeft,
        })}
      </Part>
    </RuledList>
  )
}

function Part({ name, end, children }: { name: string; end: ReactNode; children: ReactNode }) {
  return (
    <RuledRow end={end}>
      <p className="font-medium">{name}</p>
      <div className="text-small text-fg-3">{children}</div>
    </RuledRow>
  )
}

/** What the row says already, and only a screen reader needs to be told. */
const hidden = (text: ReactNode): ReactNode => <span className="sr-only">{text}</span>

function ChangeButton({ onClick, children }: { onClick: () => void; children: ReactNode }) {
  return (
    <Button size="small" onClick={onClick}>
      {children}
    </Button>
  )
}
