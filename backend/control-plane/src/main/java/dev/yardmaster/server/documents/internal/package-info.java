/** From text to checked documents, and from those to one transaction. */
@NullMarked
package dev.yardmaster.server.documents.internal;

import org.jspecify.annotations.NullMarked;
