package dev.yardmaster.server.catalog.source.azure;

import dev.yardmaster.server.catalog.source.StandIn;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** List Blobs and Get Blob of one container, opened by shared access signatures that are recomputed here. */
class AzureStandIn extends StandIn {
    static final String KEY =
            Base64.getEncoder().encodeToString("0123456789abcdef0123456789abcdef".getBytes(StandardCharsets.US_ASCII));
    static final String GIVEN = "sv=2020-12-06&sp=rl&sr=c&sig=given%2Bt0psecret";
    private static final int PAGE = 2;

    volatile boolean open;
    volatile boolean noMd5;

    AzureStandIn(String prefix) {
        super(prefix);
    }

    @Override
    protected Given answer(Asked asked) throws Exception {
        String path = asked.path().substring(1);
        boolean list = asked.query("comp").equals("list");
        if (!open && !isSigned(asked, path, list)) {
            return Given.of(403, "application/xml", "<Error><Code>AuthenticationFailed</Code></Error>");
        }
        if (!path.startsWith("models")) {
            return Given.of(404, "application/xml", "<Error><Code>ContainerNotFound</Code></Error>");
        }
        if (list) {
            return list(asked);
        }
        byte[] content = objects.get(path.substring("models/".length()));
        return content == null ? Given.status(404) : content(asked, content, Map.of("ETag", "\"0x1\""));
    }

    private static boolean isSigned(Asked asked, String path, boolean list) throws Exception {
        if (asked.query("sig").equals("given+t0psecret")) {
            return true;
        }
        if (asked.query("sig").isEmpty()
                || asked.query("se").isEmpty()
                || Instant.parse(asked.query("se")).isBefore(Instant.now())) {
            return false;
        }
        String resource = "/blob/acme/" + (list ? path.replaceFirst("/$", "") : path);
        String text = asked.query("sp") + "\n" + asked.query("st") + "\n" + asked.query("se") + "\n" + resource + "\n"
                + asked.query("si") + "\n" + asked.query("sip") + "\n" + asked.query("spr") + "\n" + asked.query("sv")
                + "\n" + asked.query("sr") + "\n\n\n\n\n\n\n";
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(Base64.getDecoder().decode(KEY), "HmacSHA256"));
        String wanted = Base64.getEncoder().encodeToString(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
        return wanted.equals(asked.query("sig")) && asked.query("sp").equals(list ? "l" : "r");
    }

    private Given list(Asked asked) throws Exception {
        List<String> keys = objects.keySet().stream()
                .filter(k -> k.startsWith(asked.query("prefix")))
                .filter(k -> k.compareTo(asked.query("marker")) > 0)
                .toList();
        StringBuilder xml = new StringBuilder(
                "<?xml version=\"1.0\" encoding=\"utf-8\"?><EnumerationResults ContainerName=\"models\"><Blobs>");
        for (String key : keys.subList(0, Math.min(PAGE, keys.size()))) {
            byte[] content = object(key);
            String md5 = Base64.getEncoder()
                    .encodeToString(MessageDigest.getInstance("MD5").digest(content));
            xml.append("<Blob><Name>")
                    .append(key)
                    .append("</Name><Properties><Content-Length>")
                    .append(content.length)
                    .append("</Content-Length><Etag>0x")
                    .append(Integer.toHexString(java.util.Arrays.hashCode(content)))
                    .append("</Etag><Content-MD5>")
                    .append(noMd5 ? "" : md5)
                    .append("</Content-MD5></Properties></Blob>");
        }
        xml.append("</Blobs><NextMarker>").append(keys.size() > PAGE ? keys.get(PAGE - 1) : "");
        return Given.of(
                200,
                "application/xml",
                xml.append("</NextMarker></EnumerationResults>").toString());
    }
}
