package dev.yardmaster.contract.engine;

/**
 * A file that an engine reads its configuration from, written with mode 0600 before it starts. In arguments and
 * environment {@code {{file.NAME}}} stands for its path.
 *
 * @param name letters, digits and dashes
 * @param path below the instance's own directory
 * @param text with the placeholders of arguments, and {@code {{engine.key}}}, which only files may hold;
 *     the server has filled in settings, see {@link dev.yardmaster.contract.runtime.RuntimeSpec}
 */
public record LaunchFile(String name, String path, String text) {
    @Override
    public String toString() {
        return "LaunchFile[" + name + ", " + path + "]";
    }
}
