import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Database, GalleyError, type Principal } from '@galley/platform';
import type { DataUnit } from '../datasets/fan-out/data-unit.js';
import type { CheckedUnitResource, SourceCheckResource } from './http/source-resources.js';
import { SourcePlaces, type SourceInUnits } from './source-place.js';

/** Says whether a source can be read as it is bound, in every business unit, before a report fails on it. */
@Injectable()
export class SourceChecker {
  constructor(
    private readonly database: Database,
    private readonly places: SourcePlaces,
  ) {}

  /**
   * Compares source and database in every unit the caller sees. The first sound check of an unconfined caller records
   * the definition; from then on a difference is a warning until the source is saved again.
   */
  async check(caller: Principal, name: string): Promise<SourceCheckResource> {
    const found = await this.places.find(caller, name, null);
    const units: CheckedUnitResource[] = [];
    for (const unit of found.units) units.push(await this.checkUnit(caller, found, unit));
    const problems = units.flatMap(({ problem }) => problem ?? []);
    const hash = hashOf(units);
    const isComplete = problems.length === 0 && caller.bu_codes === null && hash !== null;
    const recorded = found.row.definition_hash;
    if (isComplete && recorded === null) await this.record(found.row, hash);
    const hasChanged = isComplete && recorded !== null && recorded !== hash;
    return {
      ok: problems.length === 0,
      problems,
      warnings: hasChanged
        ? ['The definition of what is bound has changed since the source was last saved.']
        : [],
      definition_hash: hash,
      units,
    };
  }

  private async checkUnit(
    caller: Principal,
    { source, kind }: SourceInUnits,
    unit: DataUnit,
  ): Promise<CheckedUnitResource> {
    const bu_code = unit.bu_code;
    try {
      const definition_hash = await this.places.look(caller, source, unit, async (place) => {
        const hash = await kind.definitionHash(place);
        await kind.describe(place);
        return hash;
      });
      return { bu_code, ok: true, definition_hash, problem: null };
    } catch (error) {
      if (!(error instanceof GalleyError)) throw error;
      const problem = { code: error.code, detail: error.message, bu_code };
      return { bu_code, ok: false, definition_hash: null, problem };
    }
  }

  private async record(row: SourceInUnits['row'], definition_hash: string): Promise<void> {
    // Rows of the platform are nobody's own; the hash says nothing about any organization.
    await this.database.asSystem((tx) =>
      tx.tb_dataset_source.updateMany({
        where: { id: row.id, version: row.version, definition_hash: null },
        data: { definition_hash },
      }),
    );
  }
}

/** One hash for all units: that of the definition they share, or of the different ones they have. */
function hashOf(units: readonly CheckedUnitResource[]): string | null {
  const hashes = [...new Set(units.flatMap(({ definition_hash }) => definition_hash ?? []))].sort();
  if (hashes.length < 2) return hashes[0] ?? null;
  return `sha256:${createHash('sha256').update(hashes.join('\n')).digest('hex')}`;
}
