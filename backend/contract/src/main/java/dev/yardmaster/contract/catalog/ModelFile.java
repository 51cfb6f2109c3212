package dev.yardmaster.contract.catalog;

/**
 * One file of a model.
 *
 * @param path relative, with '/', never leaving the repository
 * @param size bytes
 * @param sha256 lower-case hex; empty where the source only states a git blob id (small text files on huggingface.co)
 */
public record ModelFile(String path, long size, String sha256) {
    public ModelFile {
        if (path.isEmpty()
                || path.startsWith("/")
                || path.contains("\\")
                || java.util.Arrays.asList(path.split("/", -1)).stream()
                        .anyMatch(s -> s.isEmpty() || s.equals(".") || s.equals(".."))) {
            throw new IllegalArgumentException("'" + path + "' is not a plain relative path");
        }
        if (size < 0) {
            throw new IllegalArgumentException(path + ": size " + size + " is negative");
        }
    }
}
