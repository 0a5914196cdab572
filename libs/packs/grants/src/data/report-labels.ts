import { sql, type DatasetBuilder } from '@galley/dataset';

/**
 * What an organization prints (`ReportLabel`), one row a kind and key: labels of its own for types of activity, and names of
 * its contact categories, which a label of kind `contact_category` overrides by their code or name. Where several words of
 * an organization mean one type and more than one has a label, that of the first in the alphabet is printed.
 */
export const reportLabels: DatasetBuilder = {
  key: 'grants.report_labels',
  label: 'Bufdir: labels of the organization',
  scope: 'organization',
  own_schema: 'grants',
  params: [],
  columns: [
    { name: 'kind', label: 'Of', role: 'dimension' },
    { name: 'key', label: 'Key', role: 'dimension' },
    { name: 'label', label: 'Label', role: 'dimension' },
  ],
  build: () => sql`
    with label as (
      select kind, key, lower(internal) as internal, bufdir_label from grants.organization_label
      where bufdir_label is not null and deleted_at is null
    )
    (
      select distinct on (key) kind::text as kind, key::text as key, bufdir_label::text as label from label
      where kind = 'activity_type'
      order by key, internal
    )
    union all
    (
      select distinct on (c.code) 'contact_category', c.code, coalesce(l.bufdir_label, c.name)
      from grants.contact_category c
      left join label l on l.kind = 'contact_category' and l.internal in (lower(c.code), lower(c.name))
      where c.deleted_at is null
      order by c.code, l.internal is distinct from lower(c.code)
    )`,
};
