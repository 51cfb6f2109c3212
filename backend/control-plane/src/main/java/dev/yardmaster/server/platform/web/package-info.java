/** What all REST addresses have in common. */
@NamedInterface("web")
@NullMarked
package dev.yardmaster.server.platform.web;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
