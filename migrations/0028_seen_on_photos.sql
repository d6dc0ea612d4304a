-- What a model says that the photos of a report show stands beside the report, not in it: it is a proposal, so nothing that people say
-- waits for it or is overwritten by it, and it counts for nothing until whoever reports confirms it.
alter table hazard_drafts add column seen jsonb;
-- Of how many of its photos a model was asked; marked before asking, so that a crash loses the proposal and nothing else.
alter table hazard_drafts add column looked_photos integer not null default 0 check (looked_photos >= 0);

-- Whose words the description is. Null: people's own. 'model': written by a model from a photo, and confirmed by whoever reported.
alter table hazards add column described_by text check (described_by = 'model');
