/** The link to the server: credential, lanes that never block one another. */
@NullMarked
package dev.yardmaster.agent.link;

import org.jspecify.annotations.NullMarked;
