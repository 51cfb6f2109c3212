@NullMarked
package dev.yardmaster.server.routes.internal;

import org.jspecify.annotations.NullMarked;
