@NullMarked
package dev.yardmaster.server.routes.store;

import org.jspecify.annotations.NullMarked;
