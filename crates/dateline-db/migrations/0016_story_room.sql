-- Who is in which story on which node, and where their carets are; old rows are of nodes that are gone.
create table story_room (
    story_id uuid not null,
    node uuid not null,
    people text not null,
    presences text not null,
    seen_at bigint not null,
    primary key (story_id, node)
);
