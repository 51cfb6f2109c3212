package dev.yardmaster.server.catalog.source.s3;

import dev.yardmaster.contract.agent.FileLocation;
import dev.yardmaster.contract.catalog.ModelFile;
import dev.yardmaster.contract.problem.ProblemException;
import dev.yardmaster.hub.guard.AddressRefused;
import dev.yardmaster.server.catalog.source.Listing;
import dev.yardmaster.server.catalog.source.ObjectKeys;
import dev.yardmaster.server.catalog.source.Origin;
import dev.yardmaster.server.catalog.source.Parallel;
import dev.yardmaster.server.catalog.source.Refusals;
import dev.yardmaster.server.catalog.source.SourceHttp;
import java.net.URI;
import java.time.Duration;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ChecksumAlgorithm;
import software.amazon.awssdk.services.s3.model.ChecksumMode;
import software.amazon.awssdk.services.s3.model.ChecksumType;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.S3Object;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

/** Objects below one prefix of one bucket. */
public final class S3Store {
    private static final Duration SIGNED_FOR = Duration.ofHours(1);
    private static final int MOST_ASKED = 1000;

    private final S3Access access;
    private final Origin origin;
    private final String bucket;
    private final ObjectKeys keys;

    public S3Store(S3Access access, Origin origin) {
        this.access = access;
        this.origin = origin;
        this.bucket = origin.address().root();
        this.keys = new ObjectKeys(origin.address().rest());
    }

    public Listing list() {
        return asking(() -> {
            try (S3Client s3 = access.client()) {
                List<S3Object> objects = objects(s3);
                List<String> digests = digests(s3, objects);
                Listing listing = new Listing(origin);
                for (int i = 0; i < objects.size(); i++) {
                    S3Object object = objects.get(i);
                    listing.add(
                            keys.path(object.key()), object.size(), digests.get(i), ObjectKeys.etagPin(object.eTag()));
                }
                return listing;
            }
        });
    }

    private List<S3Object> objects(S3Client s3) {
        List<S3Object> below =
                s3.listObjectsV2Paginator(r -> r.bucket(bucket).prefix(keys.directory())).contents().stream()
                        .filter(o -> keys.isFile(o.key()))
                        .limit(ObjectKeys.MOST_LISTED)
                        .toList();
        return below.isEmpty() && !keys.isBucket() ? List.of(single(s3)) : below;
    }

    private S3Object single(S3Client s3) {
        HeadObjectResponse head = s3.headObject(r -> r.bucket(bucket).key(keys.single()));
        return S3Object.builder()
                .key(keys.single())
                .size(head.contentLength())
                .eTag(head.eTag())
                .checksumAlgorithm(ChecksumAlgorithm.SHA256)
                .build();
    }

    /** Only the head of an object states its checksum; each is asked for where the listing says that there is one. */
    private List<String> digests(S3Client s3, List<S3Object> objects) {
        if (objects.size() > MOST_ASKED) {
            return objects.stream().map(_ -> "").toList();
        }
        return Parallel.map(
                objects, o -> o.checksumAlgorithm().contains(ChecksumAlgorithm.SHA256) ? sha256(s3, o.key()) : "");
    }

    private String sha256(S3Client s3, String key) {
        HeadObjectResponse head = s3.headObject(r -> r.bucket(bucket).key(key).checksumMode(ChecksumMode.ENABLED));
        return Optional.ofNullable(head.checksumSHA256())
                .filter(_ -> head.checksumType() != ChecksumType.COMPOSITE)
                .filter(text -> text.length() == 44)
                .map(text -> HexFormat.of().formatHex(Base64.getDecoder().decode(text)))
                .orElse("");
    }

    public List<FileLocation> locate(List<ModelFile> files) {
        return asking(() -> access.isAnonymous() ? open(files) : signed(files));
    }

    private List<FileLocation> open(List<ModelFile> files) {
        try (S3Client s3 = access.client()) {
            return files.stream()
                    .map(f -> location(
                            f,
                            s3.utilities()
                                    .getUrl(u -> u.bucket(bucket).key(keys.key(f.path())))
                                    .toString()))
                    .toList();
        }
    }

    private List<FileLocation> signed(List<ModelFile> files) {
        try (S3Presigner presigner = access.presigner()) {
            return files.stream()
                    .map(f -> location(
                            f,
                            presigner
                                    .presignGetObject(p -> p.signatureDuration(SIGNED_FOR)
                                            .getObjectRequest(
                                                    r -> r.bucket(bucket).key(keys.key(f.path()))))
                                    .url()
                                    .toString()))
                    .toList();
        }
    }

    private static FileLocation location(ModelFile file, String url) {
        return new FileLocation(file.path(), new FileLocation.Web(URI.create(url), Map.of()));
    }

    private <T> T asking(Supplier<T> question) {
        try {
            return question.get();
        } catch (S3Exception e) {
            throw SourceHttp.refused(origin, "the store", e.statusCode(), what());
        } catch (SdkException e) {
            throw failed(e);
        }
    }

    private String what() {
        return keys.isBucket()
                ? "bucket " + bucket
                : bucket + "/" + origin.address().rest();
    }

    /** The library's own sentences are long and name classes; what lies below says what happened. */
    private ProblemException failed(SdkException e) {
        Throwable deepest = e;
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof AddressRefused refused) {
                return SourceHttp.refusedAddress(origin, refused);
            }
            deepest = cause;
        }
        return Refusals.unavailable(
                "the store could not be read: " + deepest.getClass().getSimpleName(), "try again later");
    }
}
