-- Launches of revisions from before runtimes were documents, in the form that is read now: one executable becomes a list,
-- the probe becomes the health check, the deadline the startup's.
update deployment_revision r
set resolved = jsonb_set(
    r.resolved::jsonb,
    '{launch}',
    (
        select jsonb_build_object(
            'runtime', l -> 'runtime',
            'version', '',
            'executables', jsonb_build_array(l -> 'executable'),
            'arguments', l -> 'arguments',
            'environment', l -> 'environment',
            'keyVariable', l -> 'keyVariable',
            'startup', jsonb_build_object(
                'startWithin', l -> 'startDeadline',
                'loadWithin', 'PT0S',
                'loadBytesPerSecond', 0,
                'warmWithin', 'PT0S'),
            'checks', jsonb_build_object(
                'health', jsonb_build_object(
                    'path', l -> 'probe' -> 'path',
                    'port', 'http',
                    'loadingStatuses', jsonb_build_array(l -> 'probe' -> 'loadingStatus'),
                    'refusedWhileLoading', false,
                    'every', l -> 'probe' -> 'every',
                    'timeout', l -> 'probe' -> 'timeout',
                    'failuresToUnready', l -> 'probe' -> 'failuresToUnready')))
        from (select r.resolved::jsonb -> 'launch' as l) old
    ))::text
where r.resolved::jsonb #> '{launch,executable}' is not null;
