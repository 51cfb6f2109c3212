/** Engines as containers: Docker and Podman over their socket, containerd and Podman by their programs. */
@NullMarked
package dev.yardmaster.agent.engine.container;

import org.jspecify.annotations.NullMarked;
