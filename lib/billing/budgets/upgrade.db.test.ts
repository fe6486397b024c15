import { expect, it } from 'vitest';
import { withUpgraded } from '#lib/testing/upgraded.ts';

/** A key and its successor, which share caps and have 3 nano-USD held; and a key without caps. */
const BEFORE = `
  INSERT INTO account (id, kind, name) VALUES ('a', 'personal', '');
  INSERT INTO key_budget (key_id, cap_total, cap_day, held, spent_total, spent_day, spent_month) VALUES ('key_1', 900, 50, 3, 40, 7, 9);
  INSERT INTO key_budget (key_id, spent_total) VALUES ('key_3', 5);
  INSERT INTO api_key (id, account_id, name, hash, hint, budget_id) VALUES
    ('key_1', 'a', 'old', '1', '', 'key_1'), ('key_2', 'a', 'new', '2', '', 'key_1'), ('key_3', 'a', 'free', '3', '', 'key_3');
  INSERT INTO usage_record (request_id, account_id, key_id, mode, requested_model, model, outcome, status_code, is_streamed,
      held, cost, duration_ms, settled_at) VALUES
    ('req_01kaaa', 'a', 'key_1', 'live', 'm', 'm', 'completed', 200, false, 33, 33, 1, now() - interval '2 days'),
    ('req_01kbbb', 'a', 'key_2', 'live', 'm', 'm', 'completed', 200, false, 7, 7, 1, now()),
    ('req_01kccc', 'a', 'key_3', 'live', 'm', 'm', 'completed', 200, false, 5, 5, 1, now())`;

it('creates a row for each cap, and for the spend of each key', async () => {
  await withUpgraded({ migration: 'budget', rows: BEFORE }, async (client) => {
    const { rows } = await client.query(
      `SELECT account_id, subject_kind, subject_id, time_window, cap::int, spent::int, held::int,
         starts_at <= now() AND now() < coalesce(ends_at, 'infinity') AS is_running
       FROM budget ORDER BY subject_id, time_window`,
    );
    const key = { account_id: 'a', subject_kind: 'key', is_running: true };
    expect(rows).toEqual([
      { ...key, subject_id: 'key_1', time_window: 'total', cap: 900, spent: 40, held: 3 },
      { ...key, subject_id: 'key_1', time_window: 'day', cap: 50, spent: 7, held: 3 },
      { ...key, subject_id: 'key_3', time_window: 'total', cap: null, spent: 5, held: 0 },
    ]);
  });
});
