'use client'
import { useMutation, useQuery } from '@tanstack/react-query'
import { useSearchParams } from 'next/navigation'
import { useState, type SubmitEvent } from 'react'
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
  const query = useQuery({ ...viewsQuery(scope, screen), enabled: isOpen })
  return (
    <Dialog isOpen={isOpen} onClose={onClose} title="Saved views">
      <QueryView query={query} what="The saved views">
        {({ views, mayShare }) => (
          <>
            <ul className="divide-y divide-line border-y border-line">
              <li className="py-1.5">
                <AppLink href={`/${screen}?view=usual`} className="opens" onNavigate={onClose}>
                  As usual
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

const kindWords = ({ isOwn, isShared, isDefault }: SavedViewView): string =>
  [
    isShared ? (isOwn ? 'yours, shared' : 'shared') : 'private',
    ...(isDefault ? [isShared ? 'the list of everybody begins with it' : 'your list begins with it'] : []),
  ].join(', ')

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
  const show = useToast()
  const change = useMutation(changeView(scope))
  const save = useMutation(saveView(scope))
  const remove = useMutation({
    ...deleteView(scope),
    onSuccess: () => {
      const { name, query, isShared, isDefault } = view
      const back = { screen, name, query, isShared, isDefault }
      show({
        text: `The view ${name} is deleted.`,
        // Only what one made oneself comes back as it was.
        ...(view.isOwn ? { undo: { label: 'Undo', act: () => save.mutate(back) } } : {}),
      })
    },
    onError: (problem) => show({ text: `Not deleted: ${problem.message}`, tone: 'failed' }),
  })
  const href = `/${screen}?view=${view.id}${view.query === '' ? '' : `&${view.query}`}`
  return (
    <li className="flex flex-wrap items-center gap-2 py-1.5">
      <span className="min-w-0 grow">
        <AppLink href={href} className="opens" onNavigate={onClose}>
          {view.name}
        </AppLink>
        <span className="block text-small text-fg-3">{kindWords(view)}</span>
      </span>
      {view.isOwn ? (
        <Button
          size="small"
          isBusy={change.isPending}
          onClick={() => change.mutate({ viewId: view.id, isDefault: !view.isDefault })}
        >
          {view.isDefault ? 'Begin as usual' : 'Begin with it'}
        </Button>
      ) : null}
      {view.isOwn || mayShare ? (
        <IconButton
          icon="cross"
          size="small"
          label={`Delete the view ${view.name}`}
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
        label="Save what is shown now as"
        help="Filter, order, columns and height of rows; not the page of the list."
        error={fault}
        maxLength={80}
        autoComplete="off"
      />
      {mayShare ? <Checkbox name="isShared">For everybody in this scope</Checkbox> : null}
      <Checkbox name="isDefault">The list begins with it</Checkbox>
      <ErrorLine>{error === null || fault !== undefined ? undefined : error.message}</ErrorLine>
      <div className="flex justify-end">
        <Button type="submit" kind="ink" isBusy={isPending}>
          Save view
        </Button>
      </div>
    </form>
  )
}
