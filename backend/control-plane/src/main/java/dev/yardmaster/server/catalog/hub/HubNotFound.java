package dev.yardmaster.server.catalog.hub;

/** The built-in hub does not have it. */
public final class HubNotFound extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final What what;

    public HubNotFound(What what, String sentence) {
        super(sentence, null, false, false);
        this.what = what;
    }

    public What what() {
        return what;
    }

    public String sentence() {
        return String.valueOf(getMessage());
    }

    /** Which part of an address there is nothing behind; the code is what clients of huggingface.co look for. */
    public enum What {
        REPOSITORY("RepoNotFound"),
        REVISION("RevisionNotFound"),
        FILE("EntryNotFound");

        private final String code;

        What(String code) {
            this.code = code;
        }

        public String code() {
            return code;
        }
    }
}
