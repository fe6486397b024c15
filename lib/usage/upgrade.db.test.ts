import { expect, it } from 'vitest';
import { withUpgraded } from '#lib/testing/upgraded.ts';

const BEFORE = `
  INSERT INTO account (id, kind, name) VALUES ('a', 'personal', '');
  INSERT INTO ledger_transaction (id, kind, cause, account_id, created_at)
    VALUES ('t', 'charge', 'request:req_01kaaa', 'a', '2026-11-01T00:30:00Z');
  INSERT INTO usage_record (request_id, account_id, key_id, mode, requested_model, model, outcome, status_code, is_streamed,
      held, cost, duration_ms, created_at) VALUES
    ('req_01kaaa', 'a', 'k', 'live', 'm', 'm', 'completed', 200, false, 5, 5, 1234, '2026-10-31T23:59:59Z'),
    ('req_01kbbb', 'a', 'k', 'live', 'm', 'm', 'failed', 429, false, 0, 0, 3, '2026-11-02T10:00:00Z')`;

it('counts the requests of earlier versions in the hours of their settlement', async () => {
  await withUpgraded({ migration: 'usage_hour', rows: BEFORE }, async (client) => {
    const { rows } = await client.query(
      `SELECT to_char(hour AT TIME ZONE 'utc', 'MM-DD HH24') AS hour, outcome, requests::int, cost::int FROM usage_hour ORDER BY 1`,
    );
    expect(rows).toEqual([
      { hour: '11-01 00', outcome: 'completed', requests: 1, cost: 5 },
      { hour: '11-02 10', outcome: 'failed', requests: 1, cost: 0 },
    ]);
    await client.query(`INSERT INTO usage_record SELECT * FROM usage_record ON CONFLICT (request_id) DO NOTHING`);
    expect((await client.query('SELECT count(*)::int AS count FROM usage_record')).rows).toEqual([{ count: 2 }]);
  });
});
