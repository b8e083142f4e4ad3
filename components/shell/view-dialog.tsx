'use client'
import { useMutation, useQuery } from '@tanstack/react-query'
import { useSearchParams } from 'next/navigation'
import { useState, type SubmitEvent } from 'react'
import { useText, type Text } from '#components/language/use-text.ts'
import { faultOf } from './api-problem.ts'
import { formText } from './form-text.ts'
import { QueryView } from './query-view.tsx'
import { viewQuery } from './table-address.ts'
import { changeView, deleteView, saveView, viewsQuery } from './views-api.ts'
import { AppLink } from '#components/ui/app-link.tsx'
import { Button, IconButton } from '#components/ui/button.tsx'
import { Checkbox } from '#components/ui/checkbox.tsx'
import { Dialog } from '#components/ui/dialog.tsx'
import { ErrorLine, TextField } from '#components/ui/field.tsx'
import { useToast } from '#components/ui/toast.tsx'
import type { SavedViewView, SaveViewInput } from '#lib/modules/views/schemas.ts'

/** Properties of `ViewDialog`. */
export interface ViewDialogProps {
  readonly isOpen: boolean
  readonly onClose: () => void
  readonly scope: string
  readonly screen: SaveViewInput['screen']
}

/** The views of a list: go to one, save what is shown now, choose what the list begins with. */
export function ViewDialog({ isOpen, onClose, scope, screen }: ViewDialogProps) {
  const t = useText('shell')
  const query = useQuery({ ...viewsQuery(scope, screen), enabled: isOpen })
  return (
    <Dialog isOpen={isOpen} onClose={onClose} title={t('view.title')}>
      <QueryView query={query} what={t('view.what')}>
        {({ views, mayShare }) => (
          <>
            <ul className="divide-y divide-line border-y border-line">
              <li className="py-1.5">
                <AppLink href={`/${screen}?view=usual`} className="opens" onNavigate={onClose}>
                  {t('view.usual')}
                </AppLink>
              </li>
              {views.map((view) => (
                <SavedView
                  key={view.id}
                  view={view}
                  screen={screen}
                  scope={scope}
                  mayShare={mayShare}
                  onClose={onClose}
                />
              ))}
            </ul>
            <SaveForm scope={scope} screen={screen} mayShare={mayShare} />
          </>
        )}
      </QueryView>
    </Dialog>
  )
}

function kindWords(t: Text<'shell'>, { isOwn, isShared, isDefault }: SavedViewView): string {
  const kind = t(`view.kind.${isShared ? (isOwn ? 'yours' : 'shared') : 'private'}`)
  return isDefault ? t(isShared ? 'view.everybody' : 'view.own', { kind }) : kind
}

function SavedView({
  view,
  screen,
  scope,
  mayShare,
  onClose,
}: {
  view: SavedViewView
  screen: SaveViewInput['screen']
  scope: string
  mayShare: boolean
  onClose: () => void
}) {
  const t = useText('shell')
  const show = useToast()
  const change = useMutation(changeView(scope))
  const save = useMutation(saveView(scope))
  const remove = useMutation({
    ...deleteView(scope),
    onSuccess: () => {
      const { name, query, isShared, isDefault } = view
      const back = { screen, name, query, isShared, isDefault }
      show({
        text: t('view.deleted', { name }),
        // Only what one made oneself comes back as it was.
        ...(view.isOwn ? { undo: { label: t('view.undo'), act: () => save.mutate(back) } } : {}),
      })
    },
    onError: (problem) => show({ text: t('view.notDeleted', { why: problem.message }), tone: 'failed' }),
  })
  const href = `/${screen}?view=${view.id}${view.query === '' ? '' : `&${view.query}`}`
  return (
    <li className="flex flex-wrap items-center gap-2 py-1.5">
      <span className="min-w-0 grow">
        <AppLink href={href} className="opens" onNavigate={onClose}>
          {view.name}
        </AppLink>
        <span className="block text-small text-fg-3">{kindWords(t, view)}</span>
      </span>
      {view.isOwn ? (
        <Button
          size="small"
          isBusy={change.isPending}
          onClick={() => change.mutate({ viewId: view.id, isDefault: !view.isDefault })}
        >
          {t(view.isDefault ? 'view.beginUsual' : 'view.begin')}
        </Button>
      ) : null}
      {view.isOwn || mayShare ? (
        <IconButton
          icon="cross"
          size="small"
          label={t('view.delete', { name: view.name })}
          onClick={() => remove.mutate({ viewId: view.id })}
        />
      ) : null}
    </li>
  )
}

function SaveForm({
  scope,
  screen,
  mayShare,
}: {
  scope: string
  screen: SaveViewInput['screen']
  mayShare: boolean
}) {
  const t = useText('shell')
  const search = useSearchParams()
  const [made, setMade] = useState(0)
  const { mutate, error, isPending } = useMutation({
    ...saveView(scope),
    onSuccess: () => setMade(made + 1),
  })
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault()
    const form = event.currentTarget
    const ticked = new FormData(form)
    mutate({
      screen,
      name: formText(form, 'name'),
      query: viewQuery(new URLSearchParams(search)),
      isShared: ticked.has('isShared'),
      isDefault: ticked.has('isDefault'),
    })
  }
  const fault = faultOf(error, 'name')
  return (
    <form key={made} onSubmit={submit} className="mt-4 flex flex-col gap-2" noValidate>
      <TextField
        name="name"
        label={t('view.name')}
        help={t('view.help')}
        error={fault}
        maxLength={80}
        autoComplete="off"
      />
      {mayShare ? <Checkbox name="isShared">{t('view.everyone')}</Checkbox> : null}
      <Checkbox name="isDefault">{t('view.default')}</Checkbox>
      <ErrorLine>{error === null || fault !== undefined ? undefined : error.message}</ErrorLine>
      <div className="flex justify-end">
        <Button type="submit" kind="ink" isBusy={isPending}>
          {t('view.save')}
        </Button>
      </div>
    </form>
  )
}
