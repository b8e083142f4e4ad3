'use client'
import { useMutation } from '@tanstack/react-query'
import type { SubmitEvent } from 'react'
import { useText } from '#components/language/use-text.ts'
import { faultOf, remainingMessage, type ApiProblem } from '#components/shell/api-problem.ts'
import { formText } from '#components/shell/form-text.ts'
import { Button } from '#components/ui/button.tsx'
import { useZone } from '#components/ui/clock.tsx'
import { CodeBlock } from '#components/ui/code-block.tsx'
import { ErrorLine, TextField } from '#components/ui/field.tsx'
import { Panel } from '#components/ui/panel.tsx'
import { PasswordField } from '#components/ui/password-field.tsx'
import { StepList } from '#components/ui/step-list.tsx'
import { MIN_PASSWORD_LENGTH } from '#lib/modules/access/domain/password-rules.ts'
import type { SetUpOperatorInput } from '#lib/modules/access/schemas.ts'
import { setUpOperator } from './api/set-up-operator.ts'
import { AsideHead, AuthFrame } from './auth-frame.tsx'
import { enterAs } from './enter-as.ts'

const FIELDS = ['code', 'organisation', 'name', 'email', 'password']

/** Makes the first operator admin with the code from the terminal, signs them in, and goes on to the second factor. */
export function SetUpScreen() {
  const t = useText('access-public')
  const timeZone = useZone()
  const { mutate, error, isPending, isSuccess } = useMutation({
    ...setUpOperator(),
    onSuccess: async ({ email }, { password }) => await enterAs({ email, password }, '/'),
  })
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault()
    const form = event.currentTarget
    const input: SetUpOperatorInput = {
      code: formText(form, 'code'),
      organisation: formText(form, 'organisation'),
      name: formText(form, 'name'),
      email: formText(form, 'email'),
      password: formText(form, 'password'),
      timeZone,
    }
    if (!isPending && !isSuccess) mutate(input)
  }
  return (
    <AuthFrame
      step={t('setUp.step')}
      title={t('setUp.title')}
      answer={t('setUp.answer')}
      aside={<SetUpAside />}
    >
      <form method="post" aria-label={t('setUp.form')} onSubmit={submit} className="flex flex-col gap-4">
        <Fields problem={error} />
        <ErrorLine>{remainingMessage(error, FIELDS)}</ErrorLine>
        <Button type="submit" kind="ink" size="large" isBusy={isPending || isSuccess}>
          {t('setUp.create')}
        </Button>
      </form>
    </AuthFrame>
  )
}

function Fields({ problem }: { problem: ApiProblem | null }) {
  const t = useText('access-public')
  const rules = useText('factors')
  return (
    <>
      <TextField
        label={t('setUp.code')}
        name="code"
        required
        autoComplete="off"
        autoCapitalize="characters"
        spellCheck={false}
        maxLength={60}
        isLarge
        className="font-mono"
        help={t('setUp.codeHelp')}
        error={faultOf(problem, 'code')}
      />
      <TextField
        label={t('setUp.organisation')}
        name="organisation"
        required
        autoComplete="organization"
        maxLength={100}
        isLarge
        help={t('setUp.organisationHelp')}
        error={faultOf(problem, 'organisation')}
      />
      <TextField
        label={t('field.name')}
        name="name"
        required
        autoComplete="name"
        maxLength={100}
        isLarge
        error={faultOf(problem, 'name')}
      />
      <TextField
        label={t('field.email')}
        name="email"
        type="email"
        required
        autoComplete="username"
        autoCapitalize="none"
        spellCheck={false}
        isLarge
        error={faultOf(problem, 'email')}
      />
      <PasswordField
        label={t('field.password')}
        name="password"
        required
        autoComplete="new-password"
        help={rules('password.rules', { min: MIN_PASSWORD_LENGTH })}
        error={faultOf(problem, 'password')}
      />
    </>
  )
}

function SetUpAside() {
  const t = useText('access-public')
  return (
    <>
      <AsideHead title={t('setUp.now')}>{t('setUp.nowText')}</AsideHead>
      <Panel title={t('setUp.steps')}>
        <StepList
          steps={[
            { title: t('setUp.admin'), text: t('setUp.adminText') },
            { title: t('setUp.app'), text: t('setUp.appText') },
            { title: t('setUp.platform'), text: t('setUp.platformText') },
            { title: t('setUp.source'), text: t('setUp.sourceText') },
          ]}
        />
      </Panel>
      <CodeBlock
        caption={t('setUp.console')}
        code="npm run -s bailiwick -- setup --name 'YOUR NAME' --email YOU@EXAMPLE.ORG --password 'YOUR PASSWORD'"
      />
    </>
  )
}
