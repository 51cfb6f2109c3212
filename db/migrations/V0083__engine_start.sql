-- The engine that an instance runs with, as its agent last told, with what it said of its memory; and whether that was
-- learned from, which happens once for each start.
alter table instance add column engine_start text;
alter table instance add column learnt boolean not null default false;
