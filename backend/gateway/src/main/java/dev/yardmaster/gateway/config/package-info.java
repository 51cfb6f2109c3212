/** What the environment says, checked before anything starts. */
@NullMarked
package dev.yardmaster.gateway.config;

import org.jspecify.annotations.NullMarked;
