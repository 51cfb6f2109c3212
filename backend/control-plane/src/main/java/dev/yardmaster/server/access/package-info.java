/** Who somebody is, and what they may do: accounts, API keys, and the chains in front of every address. */
@ApplicationModule(allowedDependencies = {"platform", "platform::*"})
@NullMarked
package dev.yardmaster.server.access;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
