import { readEndpoint, writeEndpoint } from './api-endpoint.ts'
import type {
  ChangeViewInput,
  ListViewsOutput,
  SavedViewView,
  SaveViewInput,
  ViewRef,
} from '#lib/modules/views/schemas.ts'

/** The saved views of a list. */
export const viewsQuery = (scope: string, screen: SaveViewInput['screen']) =>
  readEndpoint<ListViewsOutput>({ path: '/api/v1/views', scope, query: { screen }, tables: ['saved_view'] })

/** Saves a view. */
export const saveView = (scope: string) =>
  writeEndpoint<SavedViewView, SaveViewInput>({
    method: 'POST',
    scope,
    path: () => '/api/v1/views',
    tables: ['saved_view'],
  })

/** Changes a view of one's own. */
export const changeView = (scope: string) =>
  writeEndpoint<SavedViewView, ChangeViewInput>({
    method: 'PATCH',
    scope,
    path: ({ viewId }) => `/api/v1/views/${viewId}`,
    body: ({ viewId: _viewId, ...changes }) => changes,
    tables: ['saved_view'],
  })

/** Deletes a view. */
export const deleteView = (scope: string) =>
  writeEndpoint<null, ViewRef>({
    method: 'DELETE',
    scope,
    path: ({ viewId }) => `/api/v1/views/${viewId}`,
    body: () => ({}),
    tables: ['saved_view'],
  })
