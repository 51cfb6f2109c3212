@NullMarked
package dev.yardmaster.server.deployments.web;

import org.jspecify.annotations.NullMarked;
