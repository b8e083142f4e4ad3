'use client'
import type { ReactNode, SubmitEvent } from 'react'
import { useText } from '#components/language/use-text.ts'
import { faultOf, remainingMessage, type ApiProblem } from '#components/shell/api-problem.ts'
import { formText } from '#components/shell/form-text.ts'
import { Button } from '#components/ui/button.tsx'
import { CodeBlock } from '#components/ui/code-block.tsx'
import { CodeField, ErrorLine } from '#components/ui/field.tsx'
import { QrCode } from '#components/ui/qr-code.tsx'
import type { StartFactorEnrolmentOutput } from '#lib/modules/access/schemas.ts'

/** Properties of `ScanAndConfirm`. */
export interface ScanAndConfirmProps {
  readonly label: string
  readonly enrolment: StartFactorEnrolmentOutput
  readonly problem: ApiProblem | null
  readonly isBusy: boolean
  readonly onCode: (code: string) => void
  /** Beside the button: the way back. */
  readonly children?: ReactNode
}

/** A secret for an authenticator app, as picture and text, and the code that proves that the app has it. */
export function ScanAndConfirm(props: ScanAndConfirmProps) {
  const { label, enrolment, problem, isBusy, onCode, children } = props
  const t = useText('factors')
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault()
    if (!isBusy) onCode(formText(event.currentTarget, 'code'))
  }
  return (
    <form method="post" aria-label={label} onSubmit={submit} className="flex flex-col gap-4">
      <QrCode text={enrolment.uri} label={t('scan.qr')} />
      <CodeBlock caption={t('scan.secret')} code={enrolment.secret} />
      <CodeField
        label={t('scan.code')}
        name="code"
        required
        help={t('scan.help')}
        error={faultOf(problem, 'code')}
      />
      <ErrorLine>{remainingMessage(problem, ['code'])}</ErrorLine>
      <div className="flex gap-2">
        <Button type="submit" kind="ink" size="large" isBusy={isBusy} className="grow">
          {t('scan.confirm')}
        </Button>
        {children}
      </div>
    </form>
  )
}
