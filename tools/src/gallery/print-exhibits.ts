import type pg from 'pg';
import type { GalleyClient } from '../stack/galley-client.js';
import type { Exhibit } from './contact-sheet.js';
import { pagePictures } from './page-pictures.js';

const UNIT = { code: 'T01', schema: 'bu_t01' };
const WIDTH = 420;
const PAGES = 3;

interface Named {
  readonly code: string;
}

interface Layout {
  readonly report_template_id: string;
  readonly display_label: string;
}

/** The longest document of every type in every layout that its Print button offers. */
export async function printExhibits(
  client: GalleyClient,
  reportUrl: string,
  database: pg.Client,
): Promise<Exhibit[]> {
  const exhibits: Exhibit[] = [];
  const types = await client.request<{ items: Named[] }>('GET', `${reportUrl}/api/print/document-types`);
  for (const { code } of types.items) {
    const id = await longestDocument(database, code);
    const question = `document_type=${code}&bu_code=${UNIT.code}`;
    const layouts = await client.request<{ items: Layout[] }>(
      'GET',
      `${reportUrl}/api/print/layouts?${question}`,
    );
    for (const { report_template_id, display_label } of layouts.items) {
      const pdf = await client.bytes('POST', `${reportUrl}/api/print/${code}/${id}`, {
        bu_code: UNIT.code,
        template_id: report_template_id,
      });
      const pictures = await pagePictures(new Uint8Array(pdf), PAGES, WIDTH);
      pictures.forEach((picture, page) => {
        exhibits.push({ caption: `${code} · ${display_label} · page ${page + 1}`, picture });
      });
    }
  }
  return exhibits;
}

async function longestDocument(database: pg.Client, code: string): Promise<string> {
  const view = `${UNIT.schema}.v_print_${code.toLowerCase()}`;
  const { rows } = await database.query<{ document_id: string }>(
    `select document_id from ${view} group by document_id order by count(*) desc, document_id limit 1`,
  );
  const [longest] = rows;
  if (!longest) throw new Error(`there is no ${code} to print`);
  return longest.document_id;
}
