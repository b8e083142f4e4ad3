'use client'
import { useState } from 'react'
import { Button, ButtonLink, IconButton } from '#components/ui/button.tsx'
import type { ButtonKind } from '#components/ui/button-class.ts'
import { Checkbox } from '#components/ui/checkbox.tsx'
import { FactorField } from '#components/ui/factor-field.tsx'
import { CodeField, ErrorLine, Field, TextAreaField, TextField } from '#components/ui/field.tsx'
import { Kbd } from '#components/ui/kbd.tsx'
import { Panel } from '#components/ui/panel.tsx'
import { PasswordField } from '#components/ui/password-field.tsx'
import { Progress } from '#components/ui/progress.tsx'
import { Segmented } from '#components/ui/segmented.tsx'
import { SelectField } from '#components/ui/select-field.tsx'
import { Tabs } from '#components/ui/tabs.tsx'
import { KitBlock } from './kit-block.tsx'

const RANGES = [
  { value: '1h', label: '1 h' },
  { value: '24h', label: '24 h' },
  { value: '30d', label: '30 d' },
] as const

type Range = (typeof RANGES)[number]['value']

const KINDS: readonly { readonly kind: ButtonKind; readonly label: string }[] = [
  { kind: 'ink', label: 'Run a drill' },
  { kind: 'default', label: 'Post update' },
  { kind: 'ghost', label: 'Show all' },
  { kind: 'danger', label: 'Revoke key' },
  { kind: 'danger-solid', label: 'Revoke 3 keys' },
]

/** Buttons in every state, one kind to a line. */
export function ButtonSection() {
  return (
    <KitBlock name="buttons">
      <Panel title="Buttons" meta="rest, hover, focus, active, busy, disabled">
        <div className="flex flex-col gap-3">
          {KINDS.map(({ kind, label }) => (
            <div key={kind} className="flex flex-wrap items-center gap-2.5">
              <Button kind={kind}>{label}</Button>
              <Button kind={kind} data-shows="hover">
                {label}
              </Button>
              <Button kind={kind} data-shows="focus">
                {label}
              </Button>
              <Button kind={kind} data-shows="active">
                {label}
              </Button>
              <Button kind={kind} isBusy>
                {label}
              </Button>
              <Button kind={kind} disabledReason="There is nothing to do at the moment.">
                {label}
              </Button>
            </div>
          ))}
          <div className="flex flex-wrap items-center gap-2.5">
            <Button icon="plus">New source</Button>
            <Button icon="plus" isBusy>
              New source
            </Button>
            <Button shortcut="U">Post update</Button>
            <Button size="small">Small</Button>
            <Button size="large" kind="ink">
              Large
            </Button>
            <ButtonLink href="/kit#buttons" icon="book">
              Another page
            </ButtonLink>
            <IconButton icon="sliders" label="Columns" />
            <IconButton icon="sliders" label="Columns, hovered" data-shows="hover" />
            <IconButton icon="sliders" label="Columns, in focus" data-shows="focus" />
            <IconButton icon="up" label="Move up" disabledReason="It is the first one." />
            <Kbd>Ctrl K</Kbd>
          </div>
        </div>
      </Panel>
    </KitBlock>
  )
}

const PLATFORMS = Array.from({ length: 30 }, (_, at) => ({
  value: `platform-${at + 1}`,
  label: `Sample platform ${String(at + 1).padStart(2, '0')}`,
}))

/** Fields in every state. */
export function FieldSection() {
  return (
    <KitBlock name="fields">
      <Panel title="Fields" meta="rest, focus, error, disabled, optional">
        <div className="grid gap-3 sm:grid-cols-2 lg:grid-cols-4">
          <TextField label="Name" defaultValue="login-p95" help="Letters, digits and dashes" />
          <TextField label="Name, in focus" defaultValue="login-p95" data-shows="focus" />
          <TextField label="Limit" defaultValue="3000" unit="ms" error="Above the objective of 2,000 ms" />
          <TextField label="Owner" defaultValue="First Member" disabled />
          <TextField label="Note" isOptional defaultValue="" />
          <SelectField
            label="Severity"
            defaultValue="P1"
            options={['P0', 'P1', 'P2', 'P3'].map((value) => ({ value, label: value }))}
          />
          <SelectField label="Platform" defaultValue="platform-3" options={PLATFORMS} />
          <Field label="A control of its own" help="What the frame gives to it">
            {(attributes) => <input type="color" defaultValue="#5c7cfa" className="h-8" {...attributes} />}
          </Field>
          <PasswordField label="Password" autoComplete="current-password" defaultValue="sample" />
          <div className="sm:col-span-2">
            <TextAreaField label="Expression" isCode defaultValue="rate(http_requests_total[5m]) > 100" />
          </div>
          <FactorField name="factor" />
          <CodeField label="Code, refused" defaultValue="902 418" error="Already used at 14:31:40 UTC" />
          <div className="sm:col-span-2">
            <ErrorLine>Nothing was saved: the server did not answer.</ErrorLine>
          </div>
        </div>
      </Panel>
    </KitBlock>
  )
}

/** Choices, tabs and progress. */
export function ChoiceSection() {
  const [range, setRange] = useState<Range>('1h')
  return (
    <KitBlock name="choices">
      <div className="grid items-start gap-4 lg:grid-cols-3">
        <Panel title="Choices">
          <div className="flex flex-col items-start gap-3">
            <Segmented label="Time range" options={RANGES} value={range} onChange={setRange} />
            <Checkbox defaultChecked>Page by e-mail</Checkbox>
            <Checkbox help="Needs a webhook address">Page by webhook</Checkbox>
            <Checkbox data-shows="focus">In focus</Checkbox>
            <Checkbox disabled>Page by telephone</Checkbox>
          </div>
        </Panel>
        <Panel title="Tabs" isFlush>
          <Tabs
            label="Sample"
            tabs={[
              { id: 'a', label: 'Snippet', panel: <p className="p-3.5">What to copy.</p> },
              { id: 'b', label: 'Samples', count: 12, panel: <p className="p-3.5">What came.</p> },
            ]}
          />
        </Panel>
        <Panel title="Progress" meta="for anything over 1 s">
          <div className="flex flex-col gap-4">
            <Progress label="Exporting audit entries" share={0.33} note="4,100 of 12,400 entries" />
            <Progress label="Reading the archive" share={null} note="Nobody knows yet how much there is" />
          </div>
        </Panel>
      </div>
    </KitBlock>
  )
}
