/** The address that documents are applied at. */
@NullMarked
package dev.yardmaster.server.documents.web;

import org.jspecify.annotations.NullMarked;
