/** What a store needs of the database: a pool, or the one connection of a transaction. */
export type Db = {
  /** Lowercase SQL, values through `$n` only. */
  query<Row extends object = Record<string, never>>(sql: string, values?: readonly unknown[]): Promise<{ rows: Row[]; rowCount: number }>;
};

/** The pool. `inTransaction` is the only way to a transaction; inside it only `tx` may be used. */
export type Database = Db & {
  /** True for PGlite: one process, one connection. */
  readonly embedded: boolean;
  /** Commits when `work` resolves, rolls back when it throws. No network inside. */
  inTransaction<Result>(work: (tx: Db) => Promise<Result>): Promise<Result>;
  /** One connection for `work` alone, closed afterwards: for what a server ties to a session. */
  onOwnConnection<Result>(work: (connection: Db) => Promise<Result>): Promise<Result>;
  close(): Promise<void>;
};
