import pg, { TypeOverrides } from 'pg';

/** A query runner: the pool, or one client of it. */
export type Database = Pick<pg.Pool, 'query'>;

/** BIGINT as bigint, whatever the connection's own parsers are. */
export const exactTypes = new TypeOverrides();
exactTypes.setTypeParser(pg.types.builtins.INT8, BigInt);

/** A named statement, so that every connection plans it once. Calling it returns its rows. */
export const statement =
  <Row extends pg.QueryResultRow>(name: string, text: string) =>
  async (database: Database, values: readonly unknown[] = []): Promise<Row[]> => {
    const { rows } = await database.query<Row>({ name, text, values: [...values], types: exactTypes });
    return rows;
  };
