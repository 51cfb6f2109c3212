/** Chat templates: where they are, and what they know. */
@NullMarked
package dev.yardmaster.server.catalog.facts.template;

import org.jspecify.annotations.NullMarked;
