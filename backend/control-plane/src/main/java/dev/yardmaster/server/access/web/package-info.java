/** Security chains and the API keys' addresses. */
@NullMarked
package dev.yardmaster.server.access.web;

import org.jspecify.annotations.NullMarked;
