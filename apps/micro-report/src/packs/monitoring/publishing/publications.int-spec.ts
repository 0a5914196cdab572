import { createHash } from 'node:crypto';
import { DonorReportsHouse, problemOf, type ReportJson } from '../reports/testing/donor-reports-house.js';

const LARGE = '123456789012345678.123456';

describe('publications of reports to donors', () => {
  let house: DonorReportsHouse;

  beforeAll(async () => {
    house = await DonorReportsHouse.open();
  });
  afterAll(() => house?.close());
  beforeEach(() => {
    house.rows = { indicator_table: [{ code: 'OP1', period_actual: '120.00' }] };
    house.before = () => true;
  });

  const publish = (id: string) => house.send('POST', `/${id}/publish`);
  const revision = async (id: string, number: number) =>
    (await house.call(`/${id}/revisions/${number}`)).body;
  const tableOf = (content: unknown) =>
    (content as { sections: { kind: string; rows: unknown }[] }).sections.find(
      ({ kind }) => kind === 'indicator_table',
    )?.rows;
  const onReport = (id: string, set: string) =>
    house.admin.query(`update monitoring.report set ${set} where id = $1`, [id]);

  it('ME-12: freeze what the report shows; editing and new values change nothing until the next one', async () => {
    const { id } = await house.created();
    const { body } = await publish(id);
    expect(body).toMatchObject({
      status: 'published',
      revision: 1,
      published_at: expect.any(String),
      version: 2,
    });
    const first = await revision(id, 1);
    expect(first).toMatchObject({
      revision: 1,
      title: 'Water, first quarter',
      published_at: body.published_at,
      content: {
        head: {
          organization: 'Acme',
          grant_ref: 'QZA-26/0042',
          title: 'Water, first quarter',
          language: 'en',
          revision: 1,
          provisional: false,
        },
      },
    });
    expect(tableOf(first.content)).toEqual([{ code: 'OP1', period_actual: '120.00' }]);

    house.rows = { indicator_table: [{ code: 'OP1', period_actual: '999.00' }] };
    await house.send('PATCH', `/${id}`, {
      title: 'Changed',
      sections: [{ kind: 'budget' }, { kind: 'indicator_table' }],
    });
    expect(await revision(id, 1)).toEqual(first);
    expect(await house.read(id)).toMatchObject({ title: 'Changed', revision: 1, status: 'published' });

    await publish(id);
    expect(await revision(id, 1)).toEqual(first);
    const second = await revision(id, 2);
    expect(second).toMatchObject({ revision: 2, title: 'Changed' });
    expect(tableOf(second.content)).toEqual([{ code: 'OP1', period_actual: '999.00' }]);
    const { body: list } = await house.call(`/${id}/revisions`);
    expect((list.items as { revision: number }[]).map((one) => one.revision)).toEqual([2, 1]);
    expect((list.items as object[])[0]).not.toHaveProperty('content');
    expect(await house.actionsOn(id)).toEqual(
      ['create', 'publish', 'change', 'publish'].map((action) => `donor-report.${action}`),
    );
  });

  it('are named by the hash of what they say, and keep every digit', async () => {
    // As the records write it: a number, and more of it than JavaScript holds.
    house.rows = { budget: `[{"budgeted": ${LARGE}, "order": 7}]` };
    const { id } = await house.published({ sections: [{ kind: 'budget' }] });
    const { rows } = await house.admin.query<{ content: string; sha256: string }>(
      'select content::text, sha256 from monitoring.report_revision where report_id = $1',
      [id],
    );
    expect(rows[0]?.content).toContain(`"budgeted": ${LARGE}`);
    expect(rows[0]?.sha256).toBe(
      createHash('sha256')
        .update(rows[0]?.content ?? '')
        .digest('hex'),
    );
    const { content } = await revision(id, 1);
    expect(content).toMatchObject({ sections: [{ rows: [{ budgeted: LARGE, order: 7 }] }] });
  });

  it('follow one another without a gap, however many are made at once', async () => {
    const { id } = await house.created();
    const answers = await Promise.all(Array.from({ length: 5 }, () => publish(id)));
    expect(answers.map(({ body }) => Number(body.revision)).toSorted((a, b) => a - b)).toEqual([
      1, 2, 3, 4, 5,
    ]);
    const { body } = await house.call(`/${id}/revisions?sort=revision`);
    expect((body.items as { revision: number }[]).map((one) => one.revision)).toEqual([1, 2, 3, 4, 5]);
  });

  it('happen as a whole or not at all: micro-data fails, and the draft is as it was', async () => {
    const made = await house.created();
    house.before = () => false;
    expect(problemOf(await publish(made.id))).toEqual([503, 'unavailable']);
    expect(await house.read(made.id)).toEqual(made);
    expect((await house.call(`/${made.id}/revisions`)).body).toMatchObject({ total: 0 });
  });

  it('wait for whoever edits the report, and show what was edited', async () => {
    const { id } = await house.created();
    let editing: Promise<unknown> = Promise.resolve();
    house.before = () => {
      // Begins while micro-data is asked: the lock of the publication makes it wait.
      editing = house.send('PATCH', `/${id}`, { title: 'Later' });
      return true;
    };
    const { body } = await publish(id);
    await editing;
    expect(body).toMatchObject({ revision: 1, title: 'Water, first quarter' });
    expect(await revision(id, 1)).toMatchObject({ title: 'Water, first quarter' });
    expect(await house.read(id)).toMatchObject({ title: 'Later', revision: 1 });
  });

  it('are there once for an Idempotency-Key', async () => {
    const { id } = await house.created();
    const call = { headers: { 'idempotency-key': `publish-${id}` } };
    const first = await house.send('POST', `/${id}/publish`, undefined, call);
    const again = await house.send('POST', `/${id}/publish`, undefined, call);
    expect(again.body).toEqual(first.body);
    expect(await house.read(id)).toMatchObject({ revision: 1 });
  });

  it('that are not there are not found', async () => {
    const { id } = await house.published();
    for (const number of ['2', '0', '-1', 'x', '1e3', '99999999999']) {
      expect(problemOf(await house.call(`/${id}/revisions/${number}`))).toEqual([404, 'not-found']);
    }
  });

  it('outlive their report, whose link is revoked', async () => {
    const { id } = await house.published();
    await house.shared(id);
    await house.send('DELETE', `/${id}`);
    const { rows } = await house.admin.query(
      `select r.share_token, count(v.*)::int as revisions from monitoring.report r
       join monitoring.report_revision v on v.report_id = r.id where r.id = $1 group by r.id`,
      [id],
    );
    expect(rows).toEqual([{ share_token: null, revisions: 1 }]);
  });

  describe('in the database', () => {
    let draft: ReportJson;
    let published: ReportJson;

    beforeAll(async () => {
      draft = await house.created();
      published = await house.published();
    });

    it.each([
      [
        'draft → published without a revision',
        `status = 'published', published_at = now(), revision = 1`,
        'report_revision_order',
      ],
      ['draft → published at revision 0', `status = 'published', published_at = now()`, 'report_frozen'],
      ['a draft that was published', `published_at = now()`, 'report_frozen'],
      ['a link to a draft', `share_token = gen_random_uuid()`, 'report_share'],
      ['another project', `project_id = '0199b2c4-7d1e-7a63-9c55-0d6f3a1b2c3d'`, 'report_frozen'],
      ['no status of a report', `status = 'archived'`, 'report_transition'],
    ])('is refused: %s', async (_what, set, constraint) => {
      await expect(onReport(draft.id, set)).rejects.toMatchObject({ constraint });
    });

    it.each([
      ['published → draft', `status = 'draft', published_at = null, revision = 0`, 'report_transition'],
      ['a revision that is left out', `revision = 3`, 'report_revision_order'],
      ['a revision that goes back', `revision = 0`, 'report_revision_order'],
      ['another instant of publication', `published_at = now()`, 'report_frozen'],
      ['the end of a link that is not there', `share_expires_at = now()`, 'report_share_expiry'],
      ['a link to what is deleted', `share_token = gen_random_uuid(), deleted_at = now()`, 'report_share'],
    ])('is refused: %s', async (_what, set, constraint) => {
      await expect(onReport(published.id, set)).rejects.toMatchObject({ constraint });
    });

    it('a report is born as a draft', async () => {
      const born = house.admin.query(
        `insert into monitoring.report (id, organization_id, project_id, title, report_type, start_date, end_date, status, revision, published_at)
         select gen_random_uuid(), organization_id, project_id, title, report_type, start_date, end_date, 'published', 1, now()
         from monitoring.report where id = $1`,
        [published.id],
      );
      await expect(born).rejects.toMatchObject({ constraint: 'report_transition' });
    });

    it('a revision never changes, never goes, and follows the one before it with the hash of its content', async () => {
      const on = (sql: string) => house.admin.query(sql, [published.id]);
      const copy = (revision: number, sha256: string) =>
        on(`insert into monitoring.report_revision (id, organization_id, project_id, report_id, revision, title, content, sha256)
            select gen_random_uuid(), organization_id, project_id, report_id, ${revision}, title, content, ${sha256}
            from monitoring.report_revision where report_id = $1 and revision = 1`);
      const refused = (constraint: string) => expect.objectContaining({ constraint }) as Error;
      await expect(
        on(`update monitoring.report_revision set title = 'x' where report_id = $1`),
      ).rejects.toEqual(refused('report_revision_append_only'));
      await expect(on('delete from monitoring.report_revision where report_id = $1')).rejects.toEqual(
        refused('report_revision_append_only'),
      );
      await expect(copy(1, 'sha256')).rejects.toEqual(refused('report_revision_order'));
      await expect(copy(3, 'sha256')).rejects.toEqual(refused('report_revision_order'));
      await expect(copy(2, `repeat('a', 64)`)).rejects.toEqual(refused('report_revision_sha256'));
    });
  });
});
