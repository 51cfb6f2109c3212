package dev.yardmaster.server.catalog.source.s3;

import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import okhttp3.OkHttpClient;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.profiles.ProfileFile;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;
import software.amazon.awssdk.services.s3.S3Configuration;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

/**
 * How a store is reached: nothing is taken from the server's own environment, so that a document never reads with the
 * server's credentials.
 *
 * @param endpoint of a store other than Amazon's; buckets are in the path there
 * @param credentials {@code accessKeyId}, {@code secretAccessKey} and perhaps {@code sessionToken}; nobody's where empty
 */
public record S3Access(OkHttpClient http, Optional<URI> endpoint, String region, Map<String, String> credentials) {
    private static final ProfileFile NO_PROFILES = ProfileFile.aggregator().build();

    boolean isAnonymous() {
        return credentials.isEmpty();
    }

    S3Client client() {
        S3ClientBuilder builder = S3Client.builder()
                .httpClient(new GuardedSdkClient(http))
                .region(Region.of(region))
                .credentialsProvider(provider())
                .forcePathStyle(endpoint.isPresent())
                .crossRegionAccessEnabled(endpoint.isEmpty())
                .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
                .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED)
                .overrideConfiguration(o -> o.defaultProfileFile(NO_PROFILES)
                        .apiCallAttemptTimeout(Duration.ofSeconds(20))
                        .apiCallTimeout(Duration.ofSeconds(30)));
        endpoint.ifPresent(builder::endpointOverride);
        return builder.build();
    }

    S3Presigner presigner() {
        S3Presigner.Builder builder = S3Presigner.builder()
                .region(Region.of(region))
                .credentialsProvider(provider())
                .serviceConfiguration(S3Configuration.builder()
                        .profileFile(NO_PROFILES)
                        .pathStyleAccessEnabled(endpoint.isPresent())
                        .build());
        endpoint.ifPresent(builder::endpointOverride);
        return builder.build();
    }

    private AwsCredentialsProvider provider() {
        if (isAnonymous()) {
            return AnonymousCredentialsProvider.create();
        }
        String id = credentials.getOrDefault("accessKeyId", "");
        String key = credentials.getOrDefault("secretAccessKey", "");
        return StaticCredentialsProvider.create(Optional.ofNullable(credentials.get("sessionToken"))
                .<software.amazon.awssdk.auth.credentials.AwsCredentials>map(
                        session -> AwsSessionCredentials.create(id, key, session))
                .orElseGet(() -> AwsBasicCredentials.create(id, key)));
    }
}
