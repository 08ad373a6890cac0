import { describe, expect, it } from '@jest/globals';
import { planMigrations, type AppliedMigration, type Migration } from './migrations.js';

const known = (name: string): Migration => ({ name, sql: '', checksum: `sum ${name}`, breaking: false });
const applied = (name: string, more: Partial<AppliedMigration> = {}): AppliedMigration => ({
  name,
  checksum: `sum ${name}`,
  finished: true,
  note: 'compatible',
  ...more,
});
const names = (migrations: readonly Migration[]) => migrations.map(({ name }) => name);

describe('planning migrations', () => {
  it('applies all to a new database and none to a current one', () => {
    expect(names(planMigrations([known('1'), known('2')], []))).toEqual(['1', '2']);
    expect(names(planMigrations([known('1'), known('2')], [applied('1'), applied('2')]))).toEqual([]);
  });

  it('refuses what an unknown migration may have broken, unless it is noted as compatible', () => {
    expect(names(planMigrations([known('1')], [applied('1'), applied('2')]))).toEqual([]);
    expect(() => planMigrations([known('1')], [applied('2', { note: '' })])).toThrow(
      /newer Netkaart: it holds the migration 2/,
    );
  });

  it('refuses a migration that was changed after it was applied, and one that was not finished', () => {
    expect(() => planMigrations([known('1')], [applied('1', { checksum: 'other' })])).toThrow(/migration 1 differs/);
    expect(() => planMigrations([known('1')], [applied('1', { finished: false })])).toThrow(
      /begun on this database and not finished/,
    );
  });
});
