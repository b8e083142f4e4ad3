'use client'
import { useState } from 'react'
import { Button } from '#components/ui/button.tsx'
import { Checkbox } from '#components/ui/checkbox.tsx'
import { ConfirmDialog, Dialog, Drawer, DrawerSection } from '#components/ui/dialog.tsx'
import { Menu } from '#components/ui/menu.tsx'
import { Panel } from '#components/ui/panel.tsx'
import { Popover } from '#components/ui/popover.tsx'
import { useToast } from '#components/ui/toast.tsx'
import { KitBlock } from './kit-block.tsx'
import { SampleForm } from './sample-form.tsx'

/** What floats: menus, popovers, dialogs, drawers, messages. */
export function LayerSection() {
  return (
    <KitBlock name="layers">
      <Panel title="Layers" meta="each opens from its button and gives the focus back">
        <div className="flex flex-wrap gap-2.5">
          <SampleMenus />
          <SampleDialogs />
          <SampleMessages />
        </div>
      </Panel>
    </KitBlock>
  )
}

function SampleMenus() {
  const [columns, setColumns] = useState<readonly string[]>(['Alert', 'State'])
  const [last, setLast] = useState('Nothing chosen yet.')
  const toggle = (name: string) =>
    setColumns((was) => (was.includes(name) ? was.filter((one) => one !== name) : [...was, name]))
  return (
    <>
      <Menu
        label="Actions of the rule sample"
        groups={[
          {
            entries: [
              {
                kind: 'act',
                id: 'ack',
                label: 'Acknowledge',
                icon: 'tick',
                shortcut: 'A',
                onSelect: () => setLast('Acknowledged.'),
              },
              { kind: 'link', id: 'open', label: 'Open the rule', icon: 'right', href: '/kit#rule' },
              {
                kind: 'act',
                id: 'raise',
                label: 'Escalate',
                icon: 'up',
                disabledReason: 'Nobody is above the last step.',
                onSelect: () => setLast('Escalated.'),
              },
            ],
          },
          {
            entries: [
              {
                kind: 'act',
                id: 'del',
                label: 'Delete rule',
                isDangerous: true,
                onSelect: () => setLast('Deleted.'),
              },
            ],
          },
        ]}
      />
      <Menu
        label="Columns"
        icon="sliders"
        groups={[
          {
            label: 'Columns',
            entries: ['Alert', 'State', 'Value'].map((name) => ({
              kind: 'check',
              id: name,
              label: name,
              isChecked: columns.includes(name),
              disabledReason: name === 'Alert' ? 'This column always stands.' : undefined,
              onChange: () => toggle(name),
            })),
          },
        ]}
      >
        Columns
      </Menu>
      <Popover label="Save view" title="A view that you come back to">
        {(close) => (
          <div className="flex flex-col gap-3 px-3 pb-3">
            <Checkbox>Shared with everybody of this scope</Checkbox>
            <Button size="small" kind="ink" onClick={close}>
              Save
            </Button>
          </div>
        )}
      </Popover>
      <p role="status" className="self-center text-small text-fg-3">
        {last}
      </p>
    </>
  )
}

function SampleDialogs() {
  const [open, setOpen] = useState<'none' | 'confirm' | 'form' | 'drawer'>('none')
  const close = () => setOpen('none')
  return (
    <>
      <Button onClick={() => setOpen('confirm')}>Open question</Button>
      <Button onClick={() => setOpen('form')}>Open form</Button>
      <Button onClick={() => setOpen('drawer')}>Open drawer</Button>
      <ConfirmDialog
        isOpen={open === 'confirm'}
        onClose={close}
        onConfirm={close}
        title="Revoke source “sample” of 1 tenant?"
        confirmLabel="Revoke source"
      >
        Whatever sends with it is refused from then on. This cannot be undone.
      </ConfirmDialog>
      <Dialog isOpen={open === 'form'} onClose={close} title="Create a sample">
        <SampleForm onDone={close} />
      </Dialog>
      <Drawer isOpen={open === 'drawer'} onClose={close} title="Sample drawer">
        <DrawerSection title="In words" meta="version 1">
          What is behind a number, in order.
        </DrawerSection>
      </Drawer>
    </>
  )
}

function SampleMessages() {
  const show = useToast()
  const [isUndone, setIsUndone] = useState(false)
  return (
    <>
      <Button
        onClick={() =>
          show({ text: '2 alerts acknowledged', undo: { label: 'Undo', act: () => setIsUndone(true) } })
        }
      >
        Show message
      </Button>
      <Button
        onClick={() =>
          show({ text: 'Not saved: somebody changed this rule at 14:31:52 UTC.', tone: 'failed' })
        }
      >
        Show error
      </Button>
      <p className="self-center text-small text-fg-3">{isUndone ? 'Taken back.' : 'Nothing taken back.'}</p>
    </>
  )
}
