'use client'
import { useState, type ReactNode } from 'react'
import { Button } from '#components/ui/button.tsx'
import { Checkbox } from '#components/ui/checkbox.tsx'
import { CopyButton } from '#components/ui/copy-button.tsx'
import { AuthFrame } from './auth-frame.tsx'

/** Properties of `RecoveryCodes`. */
export interface RecoveryCodesProps {
  readonly codes: readonly string[]
  readonly email: string
  readonly target: string
  readonly aside?: ReactNode
}

/** The text that is copied and saved. */
const asText = (codes: readonly string[], email: string): string =>
  `Bailiwick recovery codes of ${email}. Each works once, in place of a code of the authenticator.\n\n${codes.join('\n')}\n`

/** Gives the browser a file to keep. */
function save(text: string): void {
  const address = URL.createObjectURL(new Blob([text], { type: 'text/plain' }))
  const link = document.createElement('a')
  link.href = address
  link.download = 'bailiwick-recovery-codes.txt'
  link.click()
  URL.revokeObjectURL(address)
}

/** The recovery codes, shown this once; the way on opens when they are kept. */
export function RecoveryCodes({ codes, email, target, aside }: RecoveryCodesProps) {
  const [isKept, setIsKept] = useState(false)
  const text = asText(codes, email)
  return (
    <AuthFrame
      step="Second factor enrolled"
      title="Keep your recovery codes"
      answer="They let you in when the phone is lost. They are shown now and never again; only their hashes are stored."
      aside={aside}
    >
      <div className="flex flex-col gap-4">
        <ol
          aria-label="Recovery codes"
          className="grid gap-y-1.5 rounded-control border border-line bg-inset px-3.5 py-3 font-mono"
        >
          {codes.map((code, i) => (
            <li key={code} className="flex gap-3">
              <span aria-hidden="true" className="w-5 text-right text-fg-3 select-none">
                {i + 1}
              </span>
              {code}
            </li>
          ))}
        </ol>
        <div className="flex flex-wrap gap-2">
          <CopyButton kind="default" text={text} label="Copy codes" />
          <Button size="small" icon="down" onClick={() => save(text)}>
            Download codes
          </Button>
        </div>
        <Checkbox checked={isKept} onChange={(event) => setIsKept(event.target.checked)}>
          I have kept them
        </Checkbox>
        <Button
          kind="ink"
          size="large"
          disabledReason={isKept ? undefined : 'Keep the codes first: they are not shown again.'}
          onClick={() => location.assign(target)}
        >
          Go on
        </Button>
      </div>
    </AuthFrame>
  )
}
