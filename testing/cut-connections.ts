import { withClient } from '#lib/infra/cluster/with-client.ts'

/**
 * Cuts the connections to the database at `adminUrl`, or only those whose application has one of `names`, and returns how
 * many there were. Other test files share the cluster: what is connected to their databases is left alone.
 */
export const cutConnections = async (adminUrl: string, names: readonly string[] = []): Promise<number> =>
  await withClient(adminUrl, async (admin) => {
    const { rowCount } = await admin.query(
      `select pg_terminate_backend(pid) from pg_stat_activity
       where datname = current_database() and pid <> pg_backend_pid()
         and (cardinality($1::text[]) = 0 or application_name = any($1))`,
      [names],
    )
    return rowCount ?? 0
  })
