/** Tables, JSON and YAML for people and for scripts. */
@NullMarked
package dev.yardmaster.cli.output;

import org.jspecify.annotations.NullMarked;
