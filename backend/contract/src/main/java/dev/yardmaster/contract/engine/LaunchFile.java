package dev.yardmaster.contract.engine;

/**
 * A file that an engine reads its configuration from, written with mode 0600 before it starts. In arguments and
 * environment {@code {{file.NAME}}} stands for its path.
 *
 * @param name letters, digits and dashes
 * @param path below the instance's own directory; may hold {@code {{served.name}}}
 * @param text with the placeholders of arguments, and {@code {{engine.key}}}, which only files may hold;
 *     the server has filled in settings, see {@link dev.yardmaster.contract.runtime.RuntimeSpec}
 * @param link whether it is no file but a symbolic link to the path that {@code text} comes to, for engines that look for
 *     weights in a layout of their own
 */
public record LaunchFile(String name, String path, String text, boolean link) {
    public LaunchFile(String name, String path, String text) {
        this(name, path, text, false);
    }

    @Override
    public String toString() {
        return "LaunchFile[" + name + ", " + path + "]";
    }
}
