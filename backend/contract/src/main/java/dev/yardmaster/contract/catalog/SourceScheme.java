package dev.yardmaster.contract.catalog;

import java.util.Arrays;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Where models can come from: the word before {@code ://}, and what may follow it. */
public enum SourceScheme {
    /** The built-in hub. */
    HUB(Shapes.REPOSITORY, "owner/name[@revision][/path-pattern]"),
    /** huggingface.co, or whatever endpoint the server is configured with. */
    HF(Shapes.REPOSITORY, "org/name[@revision][/path-pattern]"),
    /** modelscope.cn. */
    MS(Shapes.REPOSITORY, "org/name[@revision][/path-pattern]"),
    /** S3, or any store that speaks its protocol. */
    S3(Shapes.BUCKET, "bucket[/prefix]"),
    /** Google Cloud Storage. */
    GS(Shapes.BUCKET, "bucket[/prefix]"),
    /** Azure Blob Storage. */
    AZ("(?<location>[a-z0-9]{3,24}/[$a-z0-9][a-z0-9-]{1,62}" + Shapes.KEY + ")", "account/container[/prefix]"),
    /** An artifact in an OCI registry, as ModelPack or ORAS lay it out. */
    OCI(
            "(?<location>" + Shapes.HOST + "/[a-z0-9][a-z0-9._/-]{0,254})"
                    + "(?::(?<tag>[A-Za-z0-9_][A-Za-z0-9._-]{0,127})|@(?<digest>sha256:[0-9a-f]{64}))?",
            "registry/repository[:tag|@sha256:digest]"),
    /** One file of a web server, or its files below a path that ends in '/'. */
    HTTPS(Shapes.WEB, "host/path"),
    /** As {@link #HTTPS}, unprotected; only from hosts that the server is told to trust. */
    HTTP(Shapes.WEB, "host/path"),
    /** A directory of a persistent volume claim that is mounted where it is read. */
    PVC("(?<location>(?:[a-z0-9-]{1,63}:)?[a-z0-9][a-z0-9.-]{0,252}" + Shapes.KEY + ")", "[namespace:]claim[/path]"),
    /** A directory that nodes and server have under the same path. */
    FILE("(?<location>/[^\\s\\\\]{1,1000})", "/path");

    private final Pattern shape;
    private final String rest;

    SourceScheme(String shape, String rest) {
        this.shape = Pattern.compile(shape);
        this.rest = rest;
    }

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** What an address of this scheme looks like. */
    public String form() {
        return word() + "://" + rest;
    }

    Matcher match(String afterScheme) {
        return shape.matcher(afterScheme);
    }

    /** @throws IllegalArgumentException naming those there are */
    static SourceScheme parse(String word) {
        return Arrays.stream(values())
                .filter(s -> s.word().equals(word))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("'" + word + "' is not a scheme that can be read; use "
                        + Arrays.stream(values()).map(SourceScheme::word).collect(Collectors.joining(", "))));
    }

    private static final class Shapes {
        static final String SEGMENT = "[A-Za-z0-9][A-Za-z0-9._-]{0,95}";
        static final String REPOSITORY = "(?<location>" + SEGMENT + "/" + SEGMENT
                + ")(?:@(?<revision>[A-Za-z0-9][A-Za-z0-9._-]{0,99}))?(?:/(?<pattern>[^\\s]{1,400}))?";
        static final String KEY = "(?:/[^\\s\\\\]{0,1000})?";
        static final String BUCKET = "(?<location>[A-Za-z0-9][A-Za-z0-9._-]{1,62}" + KEY + ")";
        static final String HOST = "(?:[A-Za-z0-9][A-Za-z0-9.-]{0,252}|\\[[0-9A-Fa-f:.]{2,45}\\])(?::[0-9]{1,5})?";
        static final String WEB = "(?<location>" + HOST + "/[^\\s\\\\?#@]{0,1000})";

        private Shapes() {}
    }
}
