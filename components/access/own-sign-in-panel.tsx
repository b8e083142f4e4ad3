'use client'
import { useState } from 'react'
import { fetched } from '#components/forms/fetched.tsx'
import { FormSlot } from '#components/forms/form-slot.tsx'
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
      <Panel title="How you sign in" isFlush>
        <SignInParts profile={profile} onChange={setChange} />
      </Panel>
      <ChangeEmailDialog email={profile.email} isOpen={change === 'email'} onClose={close} />
      <Dialog isOpen={change === 'password'} onClose={close} title="Change your password">
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
  return (
    <Panel
      title="New recovery codes"
      meta={
        <Button size="small" onClick={onClose}>
          I have kept them
        </Button>
      }
    >
      <div className="flex flex-col gap-3">
        <Note state="degraded">
          They are shown this once, and only their hashes are stored. The earlier ones are worth nothing any
          more.
        </Note>
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
  const { email, hasPassword, hasAuthenticator, hasFactor, recoveryCodesLeft } = profile
  return (
    <RuledList>
      <Part
        name="E-mail address"
        end={<ChangeButton label="Change" what="e-mail address" onClick={() => onChange('email')} />}
      >
        <span className="break-all">{email}</span>
      </Part>
      <Part
        name="Password"
        end={
          hasPassword ? (
            <ChangeButton label="Change" what="password" onClick={() => onChange('password')} />
          ) : null
        }
      >
        {hasPassword ? 'Set. It never expires.' : 'None: you sign in by another way.'}
      </Part>
      <Part
        name="Authenticator"
        end={
          <ChangeButton
            label={hasAuthenticator ? 'Replace' : 'Enrol'}
            what="authenticator"
            onClick={() => onChange('authenticator')}
          />
        }
      >
        {hasAuthenticator ? (
          <StateBadge state="healthy">Enrolled</StateBadge>
        ) : (
          <StateBadge state={hasFactor ? 'unknown' : 'down'}>Not enrolled</StateBadge>
        )}
      </Part>
      <Part
        name="Recovery codes left"
        end={
          hasFactor ? (
            <ChangeButton label="Make new" what="recovery codes" onClick={() => onChange('codes')} />
          ) : null
        }
      >
        {`${recoveryCodesLeft} of 10`}
        {hasFactor && recoveryCodesLeft <= FEW_CODES ? ': make new ones before they run out' : ''}
      </Part>
    </RuledList>
  )
}

function Part({ name, end, children }: { name: string; end: React.ReactNode; children: React.ReactNode }) {
  return (
    <RuledRow end={end}>
      <p className="font-medium">{name}</p>
      <div className="text-small text-fg-3">{children}</div>
    </RuledRow>
  )
}

interface ChangeButtonProps {
  readonly label: string
  readonly what: string
  readonly onClick: () => void
}

function ChangeButton({ label, what, onClick }: ChangeButtonProps) {
  return (
    <Button size="small" onClick={onClick}>
      {label}
      <span className="sr-only"> {what}</span>
    </Button>
  )
}
