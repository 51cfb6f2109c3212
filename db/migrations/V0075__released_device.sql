-- Devices that a person took out of quarantine: signs up to then, by the clock of the node, no longer count.
create table node_released_device (
    node   text        not null references node on delete cascade,
    device text        not null,
    up_to  timestamptz not null,
    primary key (node, device)
);
