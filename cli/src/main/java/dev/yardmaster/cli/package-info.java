/** The command line: picocli verbs over the REST API, the hub and the gateway. */
@NullMarked
package dev.yardmaster.cli;

import org.jspecify.annotations.NullMarked;
