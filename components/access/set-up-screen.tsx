'use client'
import { useMutation } from '@tanstack/react-query'
import type { SubmitEvent } from 'react'
import { faultOf, remainingMessage, type ApiProblem } from '#components/shell/api-problem.ts'
import { formText } from '#components/shell/form-text.ts'
import { Button } from '#components/ui/button.tsx'
import { useZone } from '#components/ui/clock.tsx'
import { CodeBlock } from '#components/ui/code-block.tsx'
import { ErrorLine, TextField } from '#components/ui/field.tsx'
import { Panel } from '#components/ui/panel.tsx'
import { PasswordField } from '#components/ui/password-field.tsx'
import { StepList } from '#components/ui/step-list.tsx'
import { PASSWORD_RULES } from '#lib/modules/access/domain/password-rules.ts'
import type { SetUpOperatorInput } from '#lib/modules/access/schemas.ts'
import { setUpOperator } from './api/set-up-operator.ts'
import { AsideHead, AuthFrame } from './auth-frame.tsx'
import { enterAs } from './enter-as.ts'

const FIELDS = ['code', 'organisation', 'name', 'email', 'password']

/** Makes the first operator admin with the code from the terminal, signs them in, and goes on to the second factor. */
export function SetUpScreen() {
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
      step="Step 1 of 2"
      title="Set up Bailiwick"
      answer="Nobody can sign in yet. Make the first member, who is operator admin: they see and may do everything."
      aside={<SetUpAside />}
    >
      <form method="post" aria-label="Set up" onSubmit={submit} className="flex flex-col gap-4">
        <Fields problem={error} />
        <ErrorLine>{remainingMessage(error, FIELDS)}</ErrorLine>
        <Button type="submit" kind="ink" size="large" isBusy={isPending || isSuccess}>
          Create the first member
        </Button>
      </form>
    </AuthFrame>
  )
}

function Fields({ problem }: { problem: ApiProblem | null }) {
  return (
    <>
      <TextField
        label="Set-up code"
        name="code"
        required
        autoComplete="off"
        autoCapitalize="characters"
        spellCheck={false}
        maxLength={60}
        isLarge
        className="font-mono"
        help="Stands in the last lines of the terminal where npm start runs."
        error={faultOf(problem, 'code')}
      />
      <TextField
        label="Organisation"
        name="organisation"
        required
        autoComplete="organization"
        maxLength={100}
        isLarge
        help="Who operates the platforms; stands in mails and reports."
        error={faultOf(problem, 'organisation')}
      />
      <TextField
        label="Your name"
        name="name"
        required
        autoComplete="name"
        maxLength={100}
        isLarge
        error={faultOf(problem, 'name')}
      />
      <TextField
        label="E-mail address"
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
        label="Password"
        name="password"
        required
        autoComplete="new-password"
        help={PASSWORD_RULES}
        error={faultOf(problem, 'password')}
      />
    </>
  )
}

function SetUpAside() {
  return (
    <>
      <AsideHead title="What happens now">The code is good for this one act, and for 24 hours.</AsideHead>
      <Panel title="First steps">
        <StepList
          steps={[
            { title: 'You become operator admin', text: 'The act is the first entry of the audit chain.' },
            { title: 'You enrol an authenticator app', text: 'Every member has a second factor.' },
            { title: 'You create a platform and its tenants', text: 'Until then Bailiwick watches itself.' },
            { title: 'You connect a source, and invite others', text: 'Invitations go out by e-mail.' },
          ]}
        />
      </Panel>
      <CodeBlock
        caption="Without a browser, on the machine itself"
        code="npm run -s bailiwick -- setup --name 'YOUR NAME' --email YOU@EXAMPLE.ORG --password 'YOUR PASSWORD'"
      />
    </>
  )
}
