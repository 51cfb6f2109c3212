/** What people write: documents of kind Model and Deployment, the same for REST, CLI and files. */
@NullMarked
package dev.yardmaster.contract.document;

import org.jspecify.annotations.NullMarked;
