-- What came to light when the second version had been submitted: work that nobody had approved, hours that were wrong, and entries
-- that were none.
update grants.activity a set approval_status = 'approved', decided_at = timestamptz '2026-09-28 08:00+02', decided_by_id = p.coordinator, version = a.version + 1
from planned p where p.life = 'later' and a.organization_id = p.organization_id and a.id = pg_temp.id(p.prefix, 'activity', p.i);

update grants.activity a set duration_min = p.minutes, version = a.version + 1
from planned p where p.life = 'corrected' and a.organization_id = p.organization_id and a.id = pg_temp.id(p.prefix, 'activity', p.i);

-- An approved activity is questioned before it is turned down.
update grants.activity a set approval_status = 'flagged', decision_note = 'Ført av to lokallag', version = a.version + 1
from planned p where p.life = 'withdrawn' and a.organization_id = p.organization_id and a.id = pg_temp.id(p.prefix, 'activity', p.i);
update grants.activity a set approval_status = 'rejected', decided_at = timestamptz '2026-09-28 08:30+02', decided_by_id = p.coordinator,
  decision_note = 'Ført av to lokallag: det andre beholder den', version = a.version + 1
from planned p where p.life = 'withdrawn' and a.organization_id = p.organization_id and a.id = pg_temp.id(p.prefix, 'activity', p.i);
