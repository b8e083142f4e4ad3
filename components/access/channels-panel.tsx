'use client'
import { useMutation, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { fetched } from '#components/forms/fetched.tsx'
import { FormSlot } from '#components/forms/form-slot.tsx'
import { Button } from '#components/ui/button.tsx'
import { ConfirmDialog, Dialog } from '#components/ui/dialog.tsx'
import { ErrorLine } from '#components/ui/field.tsx'
import { Icon } from '#components/ui/icon.tsx'
import { Panel, RuledList, RuledRow } from '#components/ui/panel.tsx'
import { StateGlyph } from '#components/ui/state-glyph.tsx'
import { useNow } from '#components/ui/clock.tsx'
import { Age, Moment } from '#components/ui/time.tsx'
import { useToast } from '#components/ui/toast.tsx'
import type { AddChannelOutput, ChannelView, ListChannelsOutput } from '#lib/modules/access/schemas.ts'
import { channelsQuery } from './api/channels-query.ts'
import { removeChannel } from './api/remove-channel.ts'
import { rotateChannel } from './api/rotate-channel.ts'
import { testChannel } from './api/test-channel.ts'
import { TypedReach } from './reach-note.tsx'
import { RotateDialog } from './rotate-dialog.tsx'
import { SecretPanel } from './secret-panel.tsx'

const AddChannelForm = fetched(async () => (await import('./add-channel-form.tsx')).AddChannelForm)

const KIND_WORDS = { email: 'E-mail', webhook: 'Webhook' } as const

/** After a test its outcome is looked for this often, in milliseconds. */
const TEST_EVERY_MS = 3000

/** The ways in which the signed-in member is reached. */
export function ChannelsPanel({ first }: { first: ListChannelsOutput }) {
  const [testedId, setTestedId] = useState<string | null>(null)
  const { data } = useQuery({
    ...channelsQuery(),
    initialData: first,
    refetchInterval: testedId === null ? false : TEST_EVERY_MS,
  })
  const [isAdding, setIsAdding] = useState(false)
  const [removing, setRemoving] = useState<ChannelView | null>(null)
  const [rotating, setRotating] = useState<ChannelView | null>(null)
  const [made, setMade] = useState<AddChannelOutput | null>(null)
  const toast = useToast()
  const test = useMutation({
    ...testChannel(),
    onSuccess: ({ id, target }) => {
      setTestedId(id)
      toast({ text: `A test notice is on its way to ${target}.` })
    },
  })
  return (
    <>
      {made === null ? null : <WebhookSecret made={made} onClose={() => setMade(null)} />}
      <Panel
        title="How you are reached"
        count={data.channels.length + 2}
        meta={
          <Button size="small" icon="plus" onClick={() => setIsAdding(true)}>
            Add a channel
          </Button>
        }
        isFlush
      >
        <RuledList>
          <RuledRow mark={<Icon name="bell" size={14} />} end="always">
            <p className="font-medium">In Bailiwick</p>
            <p className="text-small text-fg-3">The inbox below.</p>
          </RuledRow>
          <RuledRow mark={<Icon name="page" size={14} />} end="always">
            <p className="font-medium wrap-anywhere">{data.email}</p>
            <p className="text-small text-fg-3">E-mail, the address you sign in with.</p>
          </RuledRow>
          {data.channels.map((channel) => (
            <ChannelRow
              key={channel.id}
              channel={channel}
              isTesting={test.isPending && test.variables.channelId === channel.id}
              onTest={() => test.mutate({ channelId: channel.id })}
              onRotate={() => setRotating(channel)}
              onRemove={() => setRemoving(channel)}
            />
          ))}
        </RuledList>
        {test.error === null ? null : (
          <div className="border-t border-line p-3.5">
            <ErrorLine>{test.error.message}</ErrorLine>
          </div>
        )}
      </Panel>
      <Dialog isOpen={isAdding} onClose={() => setIsAdding(false)} title="Add a channel">
        <FormSlot>
          <AddChannelForm
            onClose={() => setIsAdding(false)}
            onMade={(channel) => {
              setMade(channel)
              setIsAdding(false)
            }}
          />
        </FormSlot>
      </Dialog>
      <RotateChannelDialog channel={rotating} onMade={setMade} onClose={() => setRotating(null)} />
      <RemoveChannelDialog channel={removing} onClose={() => setRemoving(null)} />
    </>
  )
}

function WebhookSecret({ made, onClose }: { made: AddChannelOutput; onClose: () => void }) {
  if (made.secret === null) return null
  return (
    <SecretPanel
      title={`The webhook ${made.channel.target}`}
      label="Signing secret, Standard Webhooks"
      secret={made.secret}
      whenLost="When it is lost, rotate it."
      onClose={onClose}
    >
      <p className="text-fg-2">
        Put it where the receiver checks signatures: every call carries{' '}
        <code className="font-mono">webhook-id</code>, <code className="font-mono">webhook-timestamp</code>{' '}
        and <code className="font-mono">webhook-signature</code>.
      </p>
    </SecretPanel>
  )
}

interface ChannelRowProps {
  readonly channel: ChannelView
  readonly isTesting: boolean
  readonly onTest: () => void
  readonly onRotate: () => void
  readonly onRemove: () => void
}

function ChannelRow({ channel, isTesting, onTest, onRotate, onRemove }: ChannelRowProps) {
  const { kind, target, enabled } = channel
  return (
    <RuledRow
      isWide
      mark={<Icon name={kind === 'email' ? 'page' : 'globe'} size={14} />}
      end={
        <span className="flex gap-1.5">
          <Button size="small" aria-label={`Test ${target}`} isBusy={isTesting} onClick={onTest}>
            Test
          </Button>
          {kind === 'webhook' ? (
            <Button size="small" aria-label={`Rotate the secret of ${target}`} onClick={onRotate}>
              Rotate
            </Button>
          ) : null}
          <Button size="small" kind="danger" aria-label={`Remove ${target}`} onClick={onRemove}>
            Remove
          </Button>
        </span>
      }
    >
      <p className="font-medium wrap-anywhere">{target}</p>
      <p className="flex flex-wrap items-center gap-x-1.5 text-small text-fg-3">
        {enabled ? null : <StateGlyph state="down" size={11} label="Switched off" />}
        {KIND_WORDS[kind]}, <ChannelState channel={channel} />
        <OldSecret until={channel.oldSecretUntil} />
      </p>
      {kind === 'webhook' ? <TypedReach scope={undefined} use="webhook" url={target} help="" /> : null}
    </RuledRow>
  )
}

function ChannelState({ channel }: { channel: ChannelView }) {
  if (!channel.enabled) return <>switched off: {channel.disabled ?? 'it did not work'}</>
  return channel.testedAt === null ? (
    <>not tested yet</>
  ) : (
    <span>
      a test arrived <Age at={channel.testedAt} />
    </span>
  )
}

/** Says until when the secret before the last rotation signs beside the new one. */
function OldSecret({ until }: { until: string | null }) {
  const now = useNow(60_000)
  if (until === null || new Date(until) <= now) return null
  return (
    <span>
      · the old secret signs too until <Moment at={until} />
    </span>
  )
}

interface RotateChannelDialogProps {
  readonly channel: ChannelView | null
  readonly onMade: (made: AddChannelOutput) => void
  readonly onClose: () => void
}

function RotateChannelDialog({ channel, onMade, onClose }: RotateChannelDialogProps) {
  const { mutate, error, isPending, reset } = useMutation({
    ...rotateChannel(),
    onSuccess: (made) => {
      onMade(made)
      onClose()
    },
  })
  return (
    <RotateDialog
      name={channel?.target ?? null}
      what="webhook"
      isBusy={isPending}
      error={error?.message}
      onRotate={(overlapSeconds) => {
        if (channel !== null) mutate({ channelId: channel.id, overlapSeconds })
      }}
      onClose={() => {
        reset()
        onClose()
      }}
    />
  )
}

interface RemoveChannelDialogProps {
  readonly channel: ChannelView | null
  readonly onClose: () => void
}

function RemoveChannelDialog({ channel, onClose }: RemoveChannelDialogProps) {
  const { mutate, error, isPending, reset } = useMutation({ ...removeChannel(), onSuccess: onClose })
  return (
    <ConfirmDialog
      isOpen={channel !== null}
      onClose={() => {
        reset()
        onClose()
      }}
      title={`Remove ${channel?.target ?? ''}?`}
      confirmLabel="Remove the channel"
      isBusy={isPending}
      error={error?.message}
      onConfirm={() => {
        if (channel !== null) mutate({ channelId: channel.id })
      }}
    >
      Nothing is sent to it any more. You are still reached by e-mail and in Bailiwick.
    </ConfirmDialog>
  )
}
