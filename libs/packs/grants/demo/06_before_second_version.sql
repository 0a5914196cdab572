-- What was approved after the first version of the last year's report.
update grants.activity a set approval_status = 'approved', decided_at = timestamptz '2026-08-31 08:00+02', decided_by_id = p.coordinator, version = a.version + 1
from planned p where p.life = 'late' and a.organization_id = p.organization_id and a.id = pg_temp.id(p.prefix, 'activity', p.i);
