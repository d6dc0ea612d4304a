-- Another embedding model makes its vectors beside those that serve: they take their place at once, when none is lacking.
alter table passages add column coming_embedding vector, add column coming_model text,
  add check ((coming_embedding is null) = (coming_model is null));

-- Whose vectors serve is asked with each question.
create index passages_embedding_model on passages (embedding_model);
