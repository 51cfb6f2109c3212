/** An application outside the UI's own package, as the control plane is, with everything else made up. */
@NullMarked
package dev.yardmaster.demo;

import org.jspecify.annotations.NullMarked;
