import { writeFileSync } from 'node:fs';
import { DonorReportsHouse } from '../reports/testing/donor-reports-house.js';
import { PLAYED_ROWS, PLAYED_SECTIONS } from '../reports/testing/played-report.js';

describe('files of reports to donors', () => {
  let house: DonorReportsHouse;

  beforeAll(async () => {
    house = await DonorReportsHouse.open();
  });
  afterAll(() => house?.close());
  it('look', async () => {
    house.rows = PLAYED_ROWS;
    for (const language of ['en', 'ar']) {
      const { id } = await house.published({
        language,
        sections: PLAYED_SECTIONS,
        include_unapproved: language === 'ar',
      });
      for (const format of ['pdf', 'excel', 'json']) {
        const answer = await house.report.call(`/api/monitoring/reports/${id}/render?format=${format}`, {
          roles: ['coordinator'],
        });
        if (answer.status !== 200) console.log(answer.text);
        const bytes = await house.bytes(`/${id}/render?format=${format}`);
        writeFileSync(`/tmp/p8-${language}.${format}`, bytes);
      }
    }
  });
});
