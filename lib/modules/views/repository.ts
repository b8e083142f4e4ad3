import type { Owner } from '#lib/core/scope.ts'
import type { Tx } from '#lib/infra/db/index.ts'

const VIEW = {
  id: true,
  memberId: true,
  screen: true,
  name: true,
  query: true,
  isShared: true,
  isDefault: true,
} as const

/** The views of a list that a member sees in exactly this scope: their own, and the shared ones. By name. */
export const findViews = async (
  tx: Tx,
  owner: Owner,
  { screen, memberId }: { screen: string; memberId: string | null },
) =>
  await tx.savedView.findMany({
    where: {
      ...owner,
      screen,
      OR: [{ isShared: true }, ...(memberId === null ? [] : [{ memberId }])],
    },
    orderBy: [{ name: 'asc' }, { id: 'asc' }],
    take: 500,
    select: VIEW,
  })

/** A saved view as it stands in the database. */
export type ViewRow = Awaited<ReturnType<typeof findViews>>[number]

/** A view that a member sees in exactly this scope, or null. */
export const findView = async (tx: Tx, owner: Owner, { id, memberId }: { id: string; memberId: string }) =>
  await tx.savedView.findFirst({
    where: { ...owner, id, OR: [{ isShared: true }, { memberId }] },
    select: VIEW,
  })

/** What makes two views the same one: owner, list, member and name. */
export interface ViewName {
  readonly screen: string
  readonly memberId: string
  readonly name: string
}

/** True when the member has another view of this name for the list. */
export const isNameTaken = async (
  tx: Tx,
  owner: Owner,
  view: ViewName,
  exceptId?: string,
): Promise<boolean> =>
  (await tx.savedView.findFirst({
    where: { ...owner, ...view, ...(exceptId === undefined ? {} : { id: { not: exceptId } }) },
    select: { id: true },
  })) !== null

/** How many views of a list a member has in this scope. */
export const countOwn = async (
  tx: Tx,
  owner: Owner,
  of: { screen: string; memberId: string },
): Promise<number> => await tx.savedView.count({ where: { ...owner, ...of } })

/** Writes a new view. */
export const insertView = async (
  tx: Tx,
  owner: Owner,
  view: Omit<ViewRow, 'id'> & { readonly at: Date },
): Promise<ViewRow> => {
  const { at, ...row } = view
  return await tx.savedView.create({ data: { ...owner, ...row, createdAt: at, updatedAt: at }, select: VIEW })
}

/** Changes a view. */
export const updateView = async (
  tx: Tx,
  id: string,
  { at, ...changes }: Pick<ViewRow, 'name' | 'query' | 'isShared' | 'isDefault'> & { readonly at: Date },
): Promise<ViewRow> =>
  await tx.savedView.update({ where: { id }, data: { ...changes, updatedAt: at }, select: VIEW })

/** Takes the default from the other views of its kind: those of the member, or the shared ones of the scope. */
export async function clearDefaults(tx: Tx, owner: Owner, view: ViewRow): Promise<void> {
  await tx.savedView.updateMany({
    where: {
      ...owner,
      screen: view.screen,
      isShared: view.isShared,
      isDefault: true,
      id: { not: view.id },
      ...(view.isShared ? {} : { memberId: view.memberId }),
    },
    data: { isDefault: false },
  })
}

/** Deletes a view. */
export async function removeView(tx: Tx, id: string): Promise<void> {
  await tx.savedView.delete({ where: { id } })
}
