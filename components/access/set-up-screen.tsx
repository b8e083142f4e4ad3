'use client'
import { useState } from 'react'
import { useApiForm } from '#components/forms/use-api-form.ts'
import type { FieldAttributes } from '#components/forms/use-checked-form.ts'
import { useText } from '#components/language/use-text.ts'
import { Button } from '#components/ui/button.tsx'
import { useZone } from '#components/ui/clock.tsx'
import { CodeBlock } from '#components/ui/code-block.tsx'
import { ErrorLine, TextField } from '#components/ui/field.tsx'
import { Panel } from '#components/ui/panel.tsx'
import { PasswordField } from '#components/ui/password-field.tsx'
import { StepList } from '#components/ui/step-list.tsx'
import { MIN_PASSWORD_LENGTH } from '#lib/modules/access/domain/password-rules.ts'
import type { SetUpOperatorInput, SetUpOperatorOutput } from '#lib/modules/access/schemas.ts'
import { setUpOperator } from './api/set-up-operator.ts'
import { AsideHead, AuthFrame } from './auth-frame.tsx'
import { enterAs } from './enter-as.ts'

const BLANK = { code: '', organisation: '', name: '', email: '', password: '' }

/** Makes the first operator admin with the code from the terminal, signs them in, and goes on to the second factor. */
export function SetUpScreen() {
  const t = useText('access-public')
  const timeZone = useZone()
  const [isLeaving, setIsLeaving] = useState(false)
  const { form, field, message, isBusy } = useApiForm({
    values: BLANK,
    input: (typed): SetUpOperatorInput => ({ ...typed, timeZone }),
    schema: async () => (await import('#lib/modules/access/schemas.ts')).setUpOperatorInput,
    mutation: {
      ...setUpOperator(),
      onSuccess: async ({ email }: SetUpOperatorOutput, { password }: SetUpOperatorInput) => {
        setIsLeaving(true)
        await enterAs({ email, password }, '/')
      },
    },
    isFleeting: true, // what was sent leads to the next page, which nobody has to be asked about
  })
  return (
    <AuthFrame
      step={t('setUp.step')}
      title={t('setUp.title')}
      answer={t('setUp.answer')}
      aside={<SetUpAside />}
    >
      <form method="post" aria-label={t('setUp.form')} {...form} className="flex flex-col gap-4">
        <Fields field={field} />
        <ErrorLine>{message}</ErrorLine>
        <Button type="submit" kind="ink" size="large" isBusy={isBusy || isLeaving}>
          {t('setUp.create')}
        </Button>
      </form>
    </AuthFrame>
  )
}

function Fields({ field }: { field: (name: keyof typeof BLANK) => FieldAttributes }) {
  const t = useText('access-public')
  const rules = useText('factors')
  return (
    <>
      <TextField
        label={t('setUp.code')}
        required
        autoComplete="off"
        autoCapitalize="characters"
        spellCheck={false}
        maxLength={60}
        isLarge
        className="font-mono"
        help={t('setUp.codeHelp')}
        {...field('code')}
      />
      <TextField
        label={t('setUp.organisation')}
        required
        autoComplete="organization"
        maxLength={100}
        isLarge
        help={t('setUp.organisationHelp')}
        {...field('organisation')}
      />
      <TextField
        label={t('field.name')}
        required
        autoComplete="name"
        maxLength={100}
        isLarge
        {...field('name')}
      />
      <TextField
        label={t('field.email')}
        type="email"
        required
        autoComplete="username"
        autoCapitalize="none"
        spellCheck={false}
        isLarge
        {...field('email')}
      />
      <PasswordField
        label={t('field.password')}
        required
        autoComplete="new-password"
        help={rules('password.rules', { min: MIN_PASSWORD_LENGTH })}
        {...field('password')}
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
