package dev.yardmaster.agent.engine.container;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** As whom containers run that name no user, and whether SELinux stands between them and their mounts. */
record HostUser(Path root, Path home) {
    /**
     * Without capabilities root in a container may read only what is root's. Where the agent is an ordinary user of a
     * daemon that is root, containers run as that user instead; empty where the image's own user will do.
     */
    String otherwise(boolean rootless) {
        try {
            String uid = String.valueOf(Files.getAttribute(home, "unix:uid"));
            String gid = String.valueOf(Files.getAttribute(home, "unix:gid"));
            return rootless || uid.equals("0") ? "" : uid + ":" + gid;
        } catch (IOException | UnsupportedOperationException e) {
            return "";
        }
    }

    boolean enforcesLabels() {
        try {
            return Files.readString(root.resolve("sys/fs/selinux/enforce"))
                    .strip()
                    .equals("1");
        } catch (IOException e) {
            return false;
        }
    }
}
