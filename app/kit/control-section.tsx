'use client'
import { useState } from 'react'
import { Button, IconButton } from '#components/ui/button.tsx'
import { Checkbox } from '#components/ui/checkbox.tsx'
import { ConfirmDialog } from '#components/ui/dialog.tsx'
import { CodeField, TextAreaField, TextField } from '#components/ui/field.tsx'
import { Panel } from '#components/ui/panel.tsx'
import { Segmented } from '#components/ui/segmented.tsx'
import { SelectField } from '#components/ui/select-field.tsx'
import { Tabs } from '#components/ui/tabs.tsx'
import { useToast } from '#components/ui/toast.tsx'

const RANGES = [
  { value: '1h', label: '1 h' },
  { value: '24h', label: '24 h' },
  { value: '30d', label: '30 d' },
] as const

type Range = (typeof RANGES)[number]['value']

/** Buttons, fields, choices, tabs, and what floats. */
export function ControlSection() {
  const [range, setRange] = useState<Range>('1h')
  return (
    <div className="grid items-start gap-4 lg:grid-cols-3">
      <Panel title="Buttons">
        <div className="flex flex-wrap gap-2">
          <Button kind="ink">Run a drill</Button>
          <Button kind="ink" isBusy>
            Running
          </Button>
          <Button icon="plus">New source</Button>
          <Button shortcut="U">Post update</Button>
          <Button kind="ghost">Ghost</Button>
          <Button kind="danger">Revoke key</Button>
          <Button disabledReason="There is nothing to send.">Disabled</Button>
          <Button size="small">Small</Button>
          <IconButton icon="sliders" label="Columns" />
          <Floating />
        </div>
      </Panel>
      <Panel title="Fields">
        <div className="grid gap-3 sm:grid-cols-2">
          <TextField label="Name" defaultValue="login-p95" help="Letters, digits and dashes" />
          <TextField label="Limit" defaultValue="3000" unit="ms" error="Above the objective of 2,000 ms" />
          <SelectField
            label="Severity"
            defaultValue="P1"
            options={['P0', 'P1', 'P2', 'P3'].map((value) => ({ value, label: value }))}
          />
          <TextField label="Note" isOptional placeholder="Why" />
          <div className="sm:col-span-2">
            <TextAreaField label="Expression" isCode defaultValue="rate(http_requests_total[5m]) > 100" />
          </div>
          <div className="sm:col-span-2">
            <CodeField
              label="Code from your authenticator"
              defaultValue="902 4"
              help="Shown for 30 s at a time"
            />
          </div>
        </div>
      </Panel>
      <Panel title="Choices">
        <div className="flex flex-col items-start gap-3">
          <Segmented label="Time range" options={RANGES} value={range} onChange={setRange} />
          <Checkbox defaultChecked>Page by e-mail</Checkbox>
          <Checkbox help="Needs a webhook address">Page by webhook</Checkbox>
          <div className="w-full">
            <Tabs
              label="Sample"
              tabs={[
                { id: 'a', label: 'Snippet', panel: <p className="pt-3">What to copy.</p> },
                { id: 'b', label: 'Samples', count: 12, panel: <p className="pt-3">What came.</p> },
              ]}
            />
          </div>
        </div>
      </Panel>
    </div>
  )
}

function Floating() {
  const [isOpen, setIsOpen] = useState(false)
  const show = useToast()
  return (
    <>
      <Button onClick={() => setIsOpen(true)}>Open dialog</Button>
      <Button onClick={() => show({ text: '2 alerts acknowledged', undo: { label: 'Undo', act: () => {} } })}>
        Show message
      </Button>
      <Button
        onClick={() =>
          show({ text: 'Not saved: somebody changed this rule at 14:31:52 UTC.', tone: 'failed' })
        }
      >
        Show error
      </Button>
      <ConfirmDialog
        isOpen={isOpen}
        onClose={() => setIsOpen(false)}
        onConfirm={() => setIsOpen(false)}
        title="Revoke source “sample” of 1 tenant?"
        confirmLabel="Revoke source"
      >
        Whatever sends with it is refused from then on. This cannot be undone.
      </ConfirmDialog>
    </>
  )
}
