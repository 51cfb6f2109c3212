/** S3 and stores that speak its protocol. */
@NullMarked
package dev.yardmaster.server.catalog.source.s3;

import org.jspecify.annotations.NullMarked;
