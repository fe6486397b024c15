import 'server-only';
import { PrismaPg } from '@prisma/adapter-pg';
import { bindMigrationAwareSqlAdapterFactory } from '@prisma/driver-adapter-utils';
import { SchemaEngine } from '@prisma/schema-engine-wasm';
import pg from 'pg';

/** Runs `work` with Prisma Migrate's engine, as WebAssembly from npm. */
export async function withSchemaEngine<T>(databaseUrl: string, work: (engine: SchemaEngine) => Promise<T>): Promise<T> {
  const adapters = new WholeScripts({ connectionString: databaseUrl });
  const engine = await SchemaEngine.new(
    { datamodels: undefined },
    () => {},
    bindMigrationAwareSqlAdapterFactory(adapters),
  );
  try {
    return await work(engine);
  } finally {
    engine.free();
    await adapters.disconnect();
  }
}

/**
 * Prisma's adapter splits a script at every semicolon, also inside a function's body, and runs the pieces one by one.
 * This one sends it whole, so PostgreSQL parses it itself and runs the migration as one transaction.
 */
class WholeScripts extends PrismaPg {
  readonly #pool: pg.Pool;
  readonly #opened: { dispose(): Promise<void> }[] = [];

  constructor(config: pg.PoolConfig) {
    super(config);
    this.#pool = new pg.Pool({ ...config, max: 1 });
  }

  override async connect() {
    const adapter = await super.connect();
    adapter.executeScript = async (script: string) => {
      await this.#pool.query(script);
    };
    this.#opened.push(adapter);
    return adapter;
  }

  /** The engine leaves its connections open when it is freed. */
  async disconnect(): Promise<void> {
    await Promise.all(this.#opened.map((adapter) => adapter.dispose()));
    await this.#pool.end();
  }
}
