package dev.yardmaster.hub;

import java.io.IOException;
import java.nio.file.Path;

/** Runs transfers until the file is whole and verified. */
final class Downloads {
    private final HubHttp http;
    private final PartialFile.Opener opener;

    Downloads(HubHttp http, PartialFile.Opener opener) {
        this.http = http;
        this.opener = opener;
    }

    record Job(
            String repository,
            String commit,
            HubFile file,
            Path target,
            Progress progress,
            Cancellation cancellation) {}

    void download(Job job) {
        try (PartialFile part = PartialFile.open(job.target(), opener)) {
            boolean resumed = part.size() > 0;
            Transfer transfer = new Transfer(http, job, part);
            transfer.prepare();
            complete(transfer);
            if (transfer.verdict().isPresent() && resumed) {
                // An old part can be at fault; the whole file gets one clean chance.
                transfer.startOver();
                complete(transfer);
            }
            publish(transfer, part);
        } catch (IOException e) {
            throw Disk.failed(job.target(), e);
        }
    }

    private void complete(Transfer transfer) throws IOException {
        int failures = 0;
        while (!transfer.isComplete()) {
            long before = transfer.position();
            try {
                transfer.attempt();
            } catch (HubException.Unavailable e) {
                failures = transfer.position() - before >= RetryPolicy.PROGRESS ? 1 : failures + 1;
                http.pause(failures, e, transfer.cancellation());
            }
        }
    }

    private static void publish(Transfer transfer, PartialFile part) throws IOException {
        if (transfer.verdict().isPresent()) {
            part.discard();
            throw transfer.verdict().get();
        }
        part.publish();
    }
}
