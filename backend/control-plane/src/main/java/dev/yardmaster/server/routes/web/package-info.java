@NullMarked
package dev.yardmaster.server.routes.web;

import org.jspecify.annotations.NullMarked;
