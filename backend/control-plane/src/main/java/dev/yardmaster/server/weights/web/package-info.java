/** Addresses for people and for agents. */
@NullMarked
package dev.yardmaster.server.weights.web;

import org.jspecify.annotations.NullMarked;
