package dev.yardmaster.server.catalog.source.oci;

/** An archive that cannot be used; the message goes on after its name. */
final class BadTar extends RuntimeException {
    private static final long serialVersionUID = 1L;

    BadTar(String message) {
        super(message);
    }
}
