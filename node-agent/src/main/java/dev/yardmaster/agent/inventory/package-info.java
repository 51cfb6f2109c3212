/** What this host is made of: one small probe per fact, parsers pure. */
@NullMarked
package dev.yardmaster.agent.inventory;

import org.jspecify.annotations.NullMarked;
