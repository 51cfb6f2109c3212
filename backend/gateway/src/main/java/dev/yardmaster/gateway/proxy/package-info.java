/** What happens to a request: checked, routed, passed to an engine, and its answer passed back. */
@NullMarked
package dev.yardmaster.gateway.proxy;

import org.jspecify.annotations.NullMarked;
