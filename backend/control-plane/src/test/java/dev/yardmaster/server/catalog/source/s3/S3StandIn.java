package dev.yardmaster.server.catalog.source.s3;

import dev.yardmaster.server.catalog.source.StandIn;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** ListObjectsV2, HeadObject and GetObject of one bucket, with two objects a page; keys end in what the tests put. */
public class S3StandIn extends StandIn {
    public static final String KEY_ID = "AKIDEXAMPLE";
    private static final int PAGE = 2;

    public volatile boolean checksums;
    public volatile boolean open;
    public volatile boolean noContent;

    public S3StandIn(String prefix) {
        super(prefix);
    }

    private boolean signed(Asked asked) {
        boolean header = asked.header("Authorization").contains("Credential=" + KEY_ID + "/")
                && !asked.header("X-Amz-Date").isEmpty();
        boolean query = asked.query("X-Amz-Credential").startsWith(KEY_ID + "/")
                && asked.query("X-Amz-Signature").matches("[0-9a-f]{64}")
                && Integer.parseInt(asked.query("X-Amz-Expires")) <= 3600;
        return open || header || query;
    }

    @Override
    protected Given answer(Asked asked) throws Exception {
        if (!signed(asked)) {
            return error(403, "InvalidAccessKeyId");
        }
        if (!asked.path().startsWith("/models")) {
            return error(404, "NoSuchBucket");
        }
        String key = asked.path()
                .substring(Math.min("/models/".length(), asked.path().length()));
        return key.isEmpty() ? list(asked) : object(asked, key);
    }

    private static Given error(int status, String code) {
        return Given.of(
                status,
                "application/xml",
                "<?xml version=\"1.0\" encoding=\"UTF-8\"?><Error><Code>" + code
                        + "</Code><Message>no</Message></Error>");
    }

    private Given list(Asked asked) throws Exception {
        String from = asked.query("continuation-token");
        List<String> keys = objects.keySet().stream()
                .filter(k -> k.startsWith(asked.query("prefix")))
                .filter(k -> k.compareTo(from) > 0)
                .toList();
        List<String> page = keys.subList(0, Math.min(PAGE, keys.size()));
        boolean more = keys.size() > page.size();
        StringBuilder xml = new StringBuilder("<?xml version=\"1.0\" encoding=\"UTF-8\"?>"
                + "<ListBucketResult xmlns=\"http://s3.amazonaws.com/doc/2006-03-01/\"><Name>models</Name>"
                + "<EncodingType>url</EncodingType><KeyCount>" + page.size() + "</KeyCount><IsTruncated>" + more
                + "</IsTruncated>");
        if (more) {
            xml.append("<NextContinuationToken>").append(page.getLast()).append("</NextContinuationToken>");
        }
        for (String key : page) {
            xml.append("<Contents><Key>")
                    .append(URLEncoder.encode(key, StandardCharsets.UTF_8))
                    .append("</Key><LastModified>2026-01-01T00:00:00.000Z</LastModified><ETag>&quot;")
                    .append(md5(object(key)))
                    .append("&quot;</ETag>")
                    .append(checksums ? "<ChecksumAlgorithm>SHA256</ChecksumAlgorithm>" : "")
                    .append("<Size>")
                    .append(object(key).length)
                    .append("</Size></Contents>");
        }
        return Given.of(
                200, "application/xml", xml.append("</ListBucketResult>").toString());
    }

    private Given object(Asked asked, String key) throws Exception {
        byte[] content = objects.get(key);
        if (noContent && asked.method().equals("GET")) {
            return error(503, "SlowDown");
        }
        if (content == null) {
            return error(404, "NoSuchKey");
        }
        Map<String, String> headers = new TreeMap<>(Map.of("ETag", "\"" + md5(content) + "\""));
        if (checksums && asked.header("x-amz-checksum-mode").equalsIgnoreCase("ENABLED")) {
            headers.put(
                    "x-amz-checksum-sha256",
                    Base64.getEncoder()
                            .encodeToString(MessageDigest.getInstance("SHA-256").digest(content)));
            headers.put("x-amz-checksum-type", "FULL_OBJECT");
        }
        return content(asked, content, headers);
    }

    private static String md5(byte[] content) throws Exception {
        return HexFormat.of().formatHex(MessageDigest.getInstance("MD5").digest(content));
    }
}
