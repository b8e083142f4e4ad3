'use client'
import { useMutation, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { fetched } from '#components/ui/fetched.tsx'
import { FormSlot } from '#components/forms/form-slot.tsx'
import { mono } from '#components/language/mono.tsx'
import { put } from '#components/language/put.ts'
import { useText } from '#components/language/use-text.ts'
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

/** After a test its outcome is looked for this often, in milliseconds. */
const TEST_EVERY_MS = 3000

/** The ways in which the signed-in member is reached. */
export function ChannelsPanel({ first }: { first: ListChannelsOutput }) {
  const t = useText('access')
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
      toast({ text: t('channels.sent', { target }) })
    },
  })
  return (
    <>
      {made === null ? null : <WebhookSecret made={made} onClose={() => setMade(null)} />}
      <Panel
        title={t('channels.title')}
        count={data.channels.length + 2}
        meta={
          <Button size="small" icon="plus" onClick={() => setIsAdding(true)}>
            {t('channels.add')}
          </Button>
        }
        isFlush
      >
        <RuledList>
          <RuledRow mark={<Icon name="bell" size={14} />} end={t('channels.always')}>
            <p className="font-medium">{t('channels.here')}</p>
            <p className="text-small text-fg-3">{t('channels.hereText')}</p>
          </RuledRow>
          <RuledRow mark={<Icon name="page" size={14} />} end={t('channels.always')}>
            <p className="font-medium wrap-anywhere">{data.email}</p>
            <p className="text-small text-fg-3">{t('channels.ownMail')}</p>
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
      <Dialog isOpen={isAdding} onClose={() => setIsAdding(false)} title={t('channels.add')}>
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
  const t = useText('access')
  if (made.secret === null) return null
  return (
    <SecretPanel
      title={t('channels.made', { target: made.channel.target })}
      label={t('channels.secret')}
      secret={made.secret}
      whenLost={t('channels.lost')}
      onClose={onClose}
    >
      <p className="text-fg-2">{t.rich('channels.where', { code: mono })}</p>
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
  const t = useText('access')
  const { kind, target, enabled } = channel
  return (
    <RuledRow
      isWide
      mark={<Icon name={kind === 'email' ? 'page' : 'globe'} size={14} />}
      end={
        <span className="flex gap-1.5">
          <Button
            size="small"
            aria-label={t('channels.testOne', { target })}
            isBusy={isTesting}
            onClick={onTest}
          >
            {t('channels.test')}
          </Button>
          {kind === 'webhook' ? (
            <Button size="small" aria-label={t('channels.rotateOne', { target })} onClick={onRotate}>
              {t('channels.rotate')}
            </Button>
          ) : null}
          <Button
            size="small"
            kind="danger"
            aria-label={t('channels.removeOne', { target })}
            onClick={onRemove}
          >
            {t('channels.remove')}
          </Button>
        </span>
      }
    >
      <p className="font-medium wrap-anywhere">{target}</p>
      <p className="flex flex-wrap items-center gap-x-1.5 text-small text-fg-3">
        {enabled ? null : <StateGlyph state="down" size={11} label={t('channels.isOff')} />}
        <ChannelState channel={channel} />
        <OldSecret until={channel.oldSecretUntil} />
      </p>
      {kind === 'webhook' ? <TypedReach scope={undefined} use="webhook" url={target} help="" /> : null}
    </RuledRow>
  )
}

function ChannelState({ channel }: { channel: ChannelView }) {
  const t = useText('access')
  const { enabled, disabled: why, testedAt } = channel
  const kind = t(`channels.kind.${channel.kind}`)
  if (!enabled) return why === null ? t('channels.offUnknown', { kind }) : t('channels.off', { kind, why })
  return testedAt === null ? (
    t('channels.untested', { kind })
  ) : (
    <span>{t.rich('channels.tested', { kind, age: put(<Age at={testedAt} />) })}</span>
  )
}

/** Says until when the secret before the last rotation signs beside the new one. */
function OldSecret({ until }: { until: string | null }) {
  const t = useText('access')
  const now = useNow(60_000)
  if (until === null || new Date(until) <= now) return null
  return <span>{t.rich('channels.oldSecret', { until: put(<Moment at={until} />) })}</span>
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
      kind="webhook"
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
  const t = useText('access')
  const { mutate, error, isPending, reset } = useMutation({ ...removeChannel(), onSuccess: onClose })
  return (
    <ConfirmDialog
      isOpen={channel !== null}
      onClose={() => {
        reset()
        onClose()
      }}
      title={t('channels.removeTitle', { target: channel?.target ?? '' })}
      confirmLabel={t('channels.removeDo')}
      isBusy={isPending}
      error={error?.message}
      onConfirm={() => {
        if (channel !== null) mutate({ channelId: channel.id })
      }}
    >
      {t('channels.removeText')}
    </ConfirmDialog>
  )
}
