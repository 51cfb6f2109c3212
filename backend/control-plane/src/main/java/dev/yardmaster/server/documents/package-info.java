/** Documents as people write them: read, checked and applied all or none. */
@ApplicationModule(allowedDependencies = {"platform", "platform::*"})
@NullMarked
package dev.yardmaster.server.documents;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
