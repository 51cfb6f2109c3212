package dev.yardmaster.agent.kernels;

import dev.yardmaster.agent.engine.KernelCaches;
import dev.yardmaster.agent.platform.Digests;
import dev.yardmaster.agent.platform.DurableFiles;
import dev.yardmaster.contract.agent.CacheSources.Source;
import dev.yardmaster.contract.agent.WeightsPeer;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.HexFormat;
import java.util.UUID;
import okhttp3.Call;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;

/** Gets one snapshot from one node: its bytes are what was promised before anything of it is unpacked. */
final class SnapshotFetch {
    private static final int PIECE = 1 << 16;

    private final KernelCaches caches;
    private final SnapshotReader reader;
    private final SharingLimits limits;
    private final OkHttpClient client;

    SnapshotFetch(KernelCaches caches, SharingLimits limits, OkHttpClient client) {
        this.caches = caches;
        this.reader = new SnapshotReader(limits);
        this.limits = limits;
        this.client = client.newBuilder()
                .connectTimeout(Duration.ofSeconds(3))
                .readTimeout(Duration.ofSeconds(10))
                .followRedirects(false)
                .build();
    }

    /**
     * Whether it is this cache's now; not where an engine has put something there meanwhile.
     *
     * @throws BadSnapshot the node gave something else than it should have
     */
    boolean borrow(String name, String key, Source source, Duration within) throws IOException {
        Path incoming = DurableFiles.privateDirectory(caches.incoming());
        Path archive = incoming.resolve(UUID.randomUUID() + ".part");
        Path unpacked = incoming.resolve(UUID.randomUUID().toString());
        try {
            fetch(name, key, source, within, archive);
            DurableFiles.privateDirectory(unpacked);
            reader.unpack(archive, unpacked);
            return caches.install(name, key, unpacked);
        } finally {
            Files.deleteIfExists(archive);
            DurableFiles.deleteTree(unpacked);
        }
    }

    private void fetch(String name, String key, Source source, Duration within, Path archive) throws IOException {
        long most = caches.quota() > 0 ? Math.min(limits.bytes(), caches.quota()) : limits.bytes();
        if (source.bytes() > most) {
            throw new IOException("they are " + source.bytes() + " bytes, and at most " + most + " are taken");
        }
        WeightsPeer peer = source.peer();
        Call call = client.newCall(new Request.Builder()
                .url(address(peer.base(), name, key, source.sha256()))
                .header("Authorization", "Bearer " + peer.ticket())
                .build());
        call.timeout().timeout(within.toMillis(), java.util.concurrent.TimeUnit.MILLISECONDS);
        try (Response response = call.execute();
                OutputStream out = Files.newOutputStream(archive, StandardOpenOption.CREATE_NEW)) {
            if (response.code() != 200) {
                throw new IOException("it answers " + response.code());
            }
            copy(response.body().byteStream(), out, source);
        }
    }

    private static String address(URI base, String name, String key, String sha256) {
        String text = base.toString();
        String trimmed = text.endsWith("/") ? text.substring(0, text.length() - 1) : text;
        return trimmed + KernelServer.PATH + name + "/" + key + "/" + sha256;
    }

    private static void copy(InputStream in, OutputStream out, Source source) throws IOException {
        MessageDigest digest = Digests.sha256();
        byte[] piece = new byte[PIECE];
        long bytes = 0;
        for (int read = in.read(piece); read >= 0; read = in.read(piece)) {
            bytes += read;
            if (bytes > source.bytes()) {
                throw new BadSnapshot("it gave more than the promised " + source.bytes() + " bytes");
            }
            digest.update(piece, 0, read);
            out.write(piece, 0, read);
        }
        if (!HexFormat.of().formatHex(digest.digest()).equals(source.sha256())) {
            throw new BadSnapshot("it gave other bytes than promised");
        }
    }
}
