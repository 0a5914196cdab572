-- Business units form a tree: walking up from any of them ends at a root.
create or replace function platform.check_business_unit_tree() returns trigger
language plpgsql set search_path = pg_catalog, pg_temp
as $$
begin
  if new.parent_id is null then
    return new;
  end if;
  -- Two moves that are each harmless can close a loop together, so moves of one organization queue up.
  perform pg_advisory_xact_lock(hashtextextended('business-unit-tree:' || new.organization_id, 0));
  if new.parent_id = new.id or exists (
    with recursive ancestor(id, parent_id) as (
      select unit.id, unit.parent_id from platform.business_unit unit
        where unit.organization_id = new.organization_id and unit.id = new.parent_id
      union
      select unit.id, unit.parent_id from platform.business_unit unit
        join ancestor on unit.organization_id = new.organization_id and unit.id = ancestor.parent_id
    )
    select 1 from ancestor where ancestor.id = new.id
  ) then
    raise exception 'business unit % cannot stand below itself', new.code
      using errcode = 'check_violation', constraint = 'business_unit_tree';
  end if;
  return new;
end
$$;

create or replace trigger check_tree before insert or update of parent_id, organization_id
  on platform.business_unit
  for each row execute function platform.check_business_unit_tree();
