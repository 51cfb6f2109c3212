@NullMarked
package dev.yardmaster.server.nodes.web;

import org.jspecify.annotations.NullMarked;
